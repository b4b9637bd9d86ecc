"""The parts of Today: the hours in traffic-light colours, yesterday beside today, and advice with a way to act."""
