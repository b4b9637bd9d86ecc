"""What is owed to the people behind the data: the audit, the keys, one person's rights, how long anything is kept.

Context      Care data outlive the plans they were entered for; law says who may see them, for how long, and to whom
             an organisation must hand over or erase what it holds.
Decision     One room for the acts that are seldom, whole and on record. Each is a use case like any other: the pages,
             the command line and the housekeeping of a worker knock on the same doors.
Consequence  Whatever is kept outside the database (newest seals, archives) lies in two folders, which `backup` names
             so that they are copied along.
Not chosen   Cron jobs beside the product: what nobody set up would silently not happen.
"""
