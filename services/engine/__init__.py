"""Pure search: numpy and numba, nothing of the app.

Context      Thousands of visits over a fortnight with groups, chains, breaks and continuity, in seconds on a laptop.
Decision     One ruin-and-recreate kernel (slack induction by string removals, Christiaens & Vanden Berghe 2020) over
             a few int32 record arrays. Hard rules hold by construction; what cannot be placed stays unassigned.
             Linked visits are decoupled: a group gets a fixed common start, a dependency a boundary between its two
             visits, both chosen when a visit is placed, so that no change ever propagates to another route.
Consequence  The start times are those of the boundaries chosen, not of an exact cross-route propagation.
Not chosen   One compiled function per constraint composed by generated code: the measured layout decides speed
             (a few record arrays ran 12 times faster than many narrow ones), so constraints lower to kernel terms.
"""
