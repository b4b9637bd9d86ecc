"""A mail server on the network, spoken to by SMTP."""
