"""Pages for those who receive care, those who give it, and what they drive."""
