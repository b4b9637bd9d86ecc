"""How much of the care that is needed somebody gives."""
