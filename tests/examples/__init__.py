"""Examples for those who build beside us; tests run them, so they work."""
