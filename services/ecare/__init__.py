"""Alfa eCare and systems like it: planned and performed visits pulled in, published plans pushed back.

Context      The care system is where care is granted, planned by hand and recorded; nobody types it twice.
Decision     Where things stand there is a profile of the connection. A pull asks for the days since the last one, takes
             all of it in one transaction, and does nothing when nothing differs. Who wins where both sides differ is
             settled per group of fields; what is published, pinned or begun is never planned anew from outside. What
             is to come and gone there is called off here (gone.py).
Consequence  What cannot be taken waits in a list with its reason, and is asked for again by its day: nothing of what
             they sent is kept beside the visits.
Not chosen   Asking for what changed only: the one question that is known of takes days and a group, no moment.
             Taking what can be read of a broken answer: half a day looks like a day.
"""
