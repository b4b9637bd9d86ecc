"""The parts of the page where weights are turned: each reads and changes the one draft of this tab."""
