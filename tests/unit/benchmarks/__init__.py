"""What the measuring scripts promise: rows are kept, not taken twice, and not trusted when the machine was busy."""
