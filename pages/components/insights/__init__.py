"""The parts of the key figures page: what is looked at, the strip, and one file per group of charts."""
