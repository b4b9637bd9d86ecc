"""A whole organisation as one file, and one file as a whole organisation: everything a planner owns, nothing else.

Context      An organisation moves to another server, is copied to try something, or leaves and takes its data along.
Decision     A zip of `manifest.json` and one file of JSON lines per table (see `shape`). Ids are kept, so that what
             refers to what needs no translation. Names, addresses and exact positions only with the right, a reason
             and an entry in the audit; of protected identities never.
Consequence  Taken out, in and out again, the two files are the same byte by byte; a test holds it.
Not chosen   One JSON document (must be held whole in memory); a dump of the database (ties the file to a migration).
"""

from services.organization_file.use_case import Look, OrganizationFiles, is_organization_file

__all__ = ["Look", "OrganizationFiles", "is_organization_file"]
