"""Pages for those who give and receive care: their own days."""
