"""The parts of the page where plans are compared: the choice on top, and one file per view of the same comparison."""
