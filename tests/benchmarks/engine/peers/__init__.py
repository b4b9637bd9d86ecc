"""One script per peer, run by an interpreter of their own: none of them is a dependency of the product.

A second is one of the processor's, so that a busy machine favours nobody: a peer is stopped when its process has used
so many; VROOM, which can only be told a time by the clock, gets ten times as many and mostly ends by itself before.

Each reads a task from standard input and writes one line of JSON: `routes` (visits of each vehicle in order) or
`cannot` (what of the task the peer has no word for). Only orders are taken from a peer: they are timed and judged here.
Where the task is timed, as a rest and a pair have more than an order, it is `stops` instead: `[visit, start]` of each
vehicle in order, null for the rest. VROOM then has no more seconds by the clock than the others by the processor.

    {"seconds", "seed", "travel": [[…]], "vehicles": [{"start", "end", "from", "until", "load", "rest"}],
     "visits": [{"place", "duration", "windows": [[first, last start], …], "late", "able", "load"}],
     "pairs": [[first, second, least, most], …], "is_timed", "unserved"}

All numbers are whole and in one unit of time; travel is also what a leg costs, `late` the cost of a unit after the last
window (0: not allowed), `able` the vehicles that may come (null: any). The members of a pair have different vehicles;
`most` and `least` of their starts may be null. `rest` is null or `[first, last start, length]`: whoever has visits has
it, on the way too; `unserved` is the cost of a visit left out (none: whoever is left out breaks the plan).
"""
