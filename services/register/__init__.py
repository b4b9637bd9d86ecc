"""Clients and employees as planners keep them: by pseudonym, with their secrets opened only by an audited act."""

from services.register.use_case import Register

__all__ = ["Register"]
