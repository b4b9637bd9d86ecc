"""The product as a person meets it: through the front door in a real browser."""
