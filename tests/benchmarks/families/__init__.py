"""The literature's benchmark families: readers, each family's own scorer, and each family as a problem of ours.

Context      An engine that is only measured on its own cases and by its own score proves little.
Decision     Every family is read into two small forms (care days, vehicle routes), judged by a scorer that imports
             nothing of the product, and mapped to our problem as far as our rules can say it.
Consequence  A plan of any solver is worth what the family's scorer says; what our model cannot say stands beside
             the mapping.
Not chosen   Copies of the data: their licences differ and they are large; they are read where `BENCHMARKS` points.
"""
