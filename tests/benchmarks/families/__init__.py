"""The benchmark families: readers or makers, each family's own scorer, and each family as a problem of ours.

Context      An engine that is only measured on its own cases and by its own score proves little.
Decision     Every family of the literature is read into two small forms (care days, vehicle routes), judged by a
             scorer that imports nothing of the product, and mapped to our problem as far as our rules can say it. As no
             family has skills, breaks, groups and windows at once, we make days of our own that have (`care_day`).
Consequence  A plan of any solver is worth what the family's scorer says; what our model cannot say stands beside
             the mapping.
Not chosen   Copies of the data: their licences differ and they are large; they are read where `BENCHMARKS` points.
"""
