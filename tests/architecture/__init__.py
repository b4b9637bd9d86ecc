"""The laws of the house as tests, its map, and its measures."""
