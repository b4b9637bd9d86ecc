"""Positions of addresses, asked of a service on the network; nothing here knows who lives there."""

from services.integrations.geocoding.nominatim import Hit, Nominatim

__all__ = ["Hit", "Nominatim"]
