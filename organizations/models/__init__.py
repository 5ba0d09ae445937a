from organizations.models.assignments import Assignment, AssignmentQuerySet, users_managed_by
from organizations.models.lineage import Lineage
from organizations.models.organizations import Organization, OrganizationQuerySet, decided_by, of_sector, reach_of
from organizations.models.sectors import Sector
from organizations.models.units import UnitType

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Lineage",
    "Organization",
    "OrganizationQuerySet",
    "Sector",
    "UnitType",
    "decided_by",
    "of_sector",
    "reach_of",
    "users_managed_by",
]
