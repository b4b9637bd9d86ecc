"""Pages for the platform's own staff: organisations and operations."""
