"""How a plan would go on real days: visits and roads that take as long as they do, drawn a thousand times.

Context      A plan is on time on paper by construction; clients notice what a late road or a long visit does to it.
Decision     Monte Carlo over the whole plan at once: visits in order of time, every draw a column, groups and visits
             that wait for others included. Carers never begin before the planned start, and catch up while waiting.
Consequence  Two plans can be compared by the share of visits that would begin on time, and the shaky ones named.
Not chosen   Adding up variances: maxima (a carer waits for a partner) are not normal, and lateness is all maxima.
"""
