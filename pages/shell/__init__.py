"""The frame around all pages: what a page is, what it may know, and the one guard."""
