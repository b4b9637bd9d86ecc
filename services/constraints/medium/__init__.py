"""Medium rules: care that nobody gives."""
