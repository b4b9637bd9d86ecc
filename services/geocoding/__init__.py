"""Positions proposed for clients' addresses: asked one at a time, on record, shown before anything is saved."""

from services.geocoding.use_case import Found, Geocoding

__all__ = ["Found", "Geocoding"]
