"""The parts of My account: the password, the second step, and where one is signed in."""
