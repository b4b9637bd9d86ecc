"""Vehicles: what there is, when it stands in maintenance, and which shift drives it."""

from services.fleet.use_case import Booking, Fleet, stranded_on

__all__ = ["Booking", "Fleet", "stranded_on"]
