"""The rows pages show of visits in danger: the data's own, named here so that pages know no other room of the data."""

from data.repositories.visits import VisitRow

__all__ = ["VisitRow"]
