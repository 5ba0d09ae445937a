from organizations.models.assignments import Assignment, AssignmentQuerySet, users_managed_by
from organizations.models.kinds import Kind
from organizations.models.letterheads import Letterhead
from organizations.models.lineage import Lineage
from organizations.models.organizations import (
    Organization,
    OrganizationQuerySet,
    Standing,
    decided_by,
    moved_on,
    of_sector,
    reach_of,
    within,
)
from organizations.models.places import Change, Place, Seat, stood_in_reach, stood_on, stood_within
from organizations.models.reorganizations import Reorganization
from organizations.models.sectors import Sector
from organizations.models.units import UnitType

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Change",
    "Kind",
    "Letterhead",
    "Lineage",
    "Organization",
    "OrganizationQuerySet",
    "Place",
    "Reorganization",
    "Seat",
    "Sector",
    "Standing",
    "UnitType",
    "decided_by",
    "moved_on",
    "of_sector",
    "reach_of",
    "stood_in_reach",
    "stood_on",
    "stood_within",
    "users_managed_by",
    "within",
]
