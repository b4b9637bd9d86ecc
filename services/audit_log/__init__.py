"""The audit as an administrator reads it: searched, told in words, taken out as a table, and whether it can be trusted.

Context      The law asks who saw and changed what, months later, and the answer lies among millions of entries.
Decision     A search goes backwards in time from a cursor of (moment, number), so that every page costs the same; what
             was verified is an entry of the audit itself, made by whoever had it checked.
Consequence  A page of the log is one index scan. Hidden columns stay hidden: the log never held them.
Not chosen   Page numbers (page 9,000 would read 9,000 pages); counting all that fits (a scan for a number nobody uses).
"""

from data.repositories.audit_search import Cursor
from services.audit_log.acts import Act
from services.audit_log.use_case import AuditLog, Line, Page, Seals, Wanted

__all__ = ["Act", "AuditLog", "Cursor", "Line", "Page", "Seals", "Wanted"]
