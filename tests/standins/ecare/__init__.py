"""A stand-in for a care system on loopback: tasks in the shape that is known of it, planned days taken, faults."""
