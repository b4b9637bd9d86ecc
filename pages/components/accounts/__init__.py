"""The parts of the users' page: the list, what is done with one account, invitations, and a link shown once."""
