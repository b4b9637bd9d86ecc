"""Key figures over time: stored for every day and level, kept up to date by a job, and read by whoever may see them.

Context      A trend of two years cannot be counted anew at every click, and figures of single people are delicate.
Decision     Figures of a day are written once, for planned and for performed visits, with what they divide, so that
             weeks and months are exact. Levels below the organisation are stored too, and guarded when they are read.
Consequence  A day whose visits change is counted again and replaced; doing it twice changes nothing.
Not chosen   Views in the database: a figure would be defined twice.
"""
