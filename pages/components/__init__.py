"""Parts of pages that more than one page may show: components of our own, written once."""
