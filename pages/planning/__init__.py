"""Pages a planner plans on."""
