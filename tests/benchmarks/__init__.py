"""Measures the solver on whole cases; results are kept with the commit they were taken at."""
