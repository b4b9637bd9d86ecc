"""How many different people a client meets."""
