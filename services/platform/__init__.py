"""The platform's own desk: organisations without their care data, operations, and support access with an end."""
