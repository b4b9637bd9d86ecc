"""Pages to begin the day with."""
