"""How evenly work lies on those who give care."""
