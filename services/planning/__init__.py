"""Plans and the runs that make them: from rows to a problem, through the queue, to a plan that stays explainable."""
