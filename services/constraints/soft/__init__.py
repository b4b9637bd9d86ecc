"""Soft rules: what makes one permitted plan better than another."""
