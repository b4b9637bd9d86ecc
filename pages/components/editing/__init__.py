"""Changing a plan on its page: acts and their answers, undo and redo, history, publishing, and the card of a visit."""
