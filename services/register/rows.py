"""The rows pages show: the data's own, named here so that pages know no other room of the data than its vocabulary."""

from data.repositories.people import ClientRow, EmployeeRow, HeldSkill, Relation

__all__ = ["ClientRow", "EmployeeRow", "HeldSkill", "Relation"]
