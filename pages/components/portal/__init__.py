"""Parts of the portals: made for a phone in one hand, and for whoever reads large letters or listens."""
