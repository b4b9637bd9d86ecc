"""Care of the database itself: migrate, back up, restore; as its owner, from the command line."""
