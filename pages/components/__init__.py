"""Widgets that pages are made of: each draws one thing and reports what was done with it."""
