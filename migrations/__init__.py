"""Numbered SQL migrations and the little code that runs them."""
