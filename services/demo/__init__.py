"""Believable demo organisations out of a seed: people, needs, shifts, and a plan made by hand to compare with."""

from services.demo.making import make
from services.demo.organization import DemoOrganization
from services.demo.recipe import DemoSize

__all__ = ["DemoOrganization", "DemoSize", "make"]
