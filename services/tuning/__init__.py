"""Turning the dials: weights looked at, tried on a plan without solving, kept as profiles, and every change on record.

Context      Weights are where an organisation's values live; a planner must see what a change means before it is made.
Decision     A draft is a value (`Weights`) that lives on the page. It is tried against the kept units of a plan, saved
             as a version of a profile, or solved with; only saving and overriding write, each with its journal entry in
             the same transaction. What is refused is decided in one place (`services.constraints.limits`).
Consequence  Re-weighing needs no second count: units are kept per opened plan, weights are multiplied onto them.
Not chosen   Saving on every turn of a dial: the planner decides, and half-thought weights would reach somebody's solve.
"""

from services.tuning.use_case import Tuning
from services.tuning.views import Dial, Override, ProfileView, RowChange, WhatIf

__all__ = ["Dial", "Override", "ProfileView", "RowChange", "Tuning", "WhatIf"]
