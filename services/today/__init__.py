"""Today: how the day runs hour by hour, what differs from yesterday, and what a planner should look at first."""
