"""Where the hours of the shifts go."""
