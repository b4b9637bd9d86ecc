"""One repository per family, handed out by the unit of work: what may be read, and, where writing is allowed, changed.

Decision     Each file has a `…Reading` class and a class that adds the changes. A reading unit of work has only the
             first kind, so a change inside it does not type-check (and PostgreSQL refuses it as well).
             Every query states the organisation although the wall does too: the planner needs it for its indexes.
"""
