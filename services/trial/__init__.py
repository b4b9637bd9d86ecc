"""What the trial gives: a plan made by hand beside an optimised one of the same days, in hours, kilometres and money.

Context      Whoever decides about going on asks what it is worth, and believes no figure that cannot be argued with.
Decision     Both plans are measured over the visits they share by the key figures every page shows. Money is a sum of
             five parts, each a measured difference times an assumed price; the band is counted anew with every price.
Consequence  Where the optimised plan is worse it is said in words, and its part of the sum is negative.
Not chosen   One saving in per cent (of what?), and payroll alone: freed time lowers wages only when shifts change.
"""
