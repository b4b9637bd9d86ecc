"""What the rules of the catalogue say about a plan."""
