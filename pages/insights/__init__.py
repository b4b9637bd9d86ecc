"""Pages that follow up: key figures over time, and what planning together with the machine has given."""
