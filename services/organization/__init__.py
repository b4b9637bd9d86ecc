"""What an administrator sets for the whole organisation: its name and clock, its districts, what care brings in.

Context      Planners work with what is set here, so a wrong word changes everybody's day and every figure.
Decision     Each act is one transaction of an administrator and stands in the audit. A district is removed only when
             nobody and no price belongs to it; prices hold from a day on, so that old months are counted as they were.
Consequence  Figures are counted anew behind an act that changes how they are counted.
Not chosen   Travel times by district: a district is for planning scope and reports, ways belong to the organisation.
"""

from services.organization.describing import OwnOrganization
from services.organization.districts import DistrictLine, Districts, DistrictWish, Person
from services.organization.tariffs import Tariffs

__all__ = ["DistrictLine", "DistrictWish", "Districts", "OwnOrganization", "Person", "Tariffs"]
