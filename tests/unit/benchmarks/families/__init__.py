"""The readers and scorers of the literature's families, on days worked out by hand and on their authors' solutions."""
