"""The plan as planners change it: drafts, edits with what each costs, undo and redo, publishing.

Context      Two planners work on one fortnight; carers and clients live by what is published.
Decision     Only a draft changes. The first edit of any other plan branches a draft from it: a solver's plan is the
             proof of what the solver found, figures and comparisons cite it, and a published plan is what people were
             told. A draft keeps the version it stands in; who edits names the version seen, and an edit that comes too
             late is tried on the newest state unless others have touched the same visits or shifts meanwhile.
             What a change costs is counted by the catalogue itself, on the touched routes and households only.
Consequence  Nothing is lost and nothing is overwritten unseen; every edit can be taken back by who made it.
Not chosen   Editing a solver's plan where it lies; locking a plan for one planner; a second arithmetic for changes.
"""

from services.editing.use_case import Editing

__all__ = ["Editing"]
