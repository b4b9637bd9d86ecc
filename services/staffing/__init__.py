"""Carers as a planner staffs with them: when they can work, where they live, how booked they are, what runs out."""

from services.staffing.endangered import Endangered
from services.staffing.hours import Hours
from services.staffing.use_case import Home, Settling, Staffing
from services.staffing.utilisation import Utilisation

__all__ = ["Endangered", "Home", "Hours", "Settling", "Staffing", "Utilisation"]
