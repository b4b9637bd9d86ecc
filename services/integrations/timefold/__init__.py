"""Timefold's field-service-routing files: read into a problem or a plan, and written from them.

Context      The format of the whole field, and of the real cases. It knows vehicles, visits and windows, but no
             clients, no permanent contacts and no history.
Decision     Carer = vehicle. Client = the first token of the visit's `name` if it looks like `C105`, else the
             position. Tags are read as skills named `tag:…`, which mean the same. Windows are joined where they
             overlap, and an optional visit's window is cut where its latest start makes the rest meaningless. The
             zone is Europe/Stockholm when every offset agrees with it or all are UTC, else the file's one
             whole-hour offset, else UTC. A pinned visit starts as early as its itinerary allows.
Consequence  What the format cannot say (permanent contact, wishes for a time, earlier meetings, baseline) is not
             in a written file; everything else survives writing and reading unchanged.
Not chosen   A private extension of the format: the hosted service refuses unknown fields.
"""
