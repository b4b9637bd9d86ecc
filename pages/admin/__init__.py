"""Pages for those who look after the organisation: imports, connections."""
