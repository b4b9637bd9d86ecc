"""Vehicles: what there is, when it stands in maintenance, and which shift drives it."""

from services.fleet.use_case import Booking, Fleet

__all__ = ["Booking", "Fleet"]
