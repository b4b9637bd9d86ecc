"""The parts of the connections page beside Timefold: where travel times come from, and the care system."""
