"""The parts of the pages for settings, keys, the audit and a person's rights: each reads and changes one thing."""
