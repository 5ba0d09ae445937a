from committees.models.committees import Committee, CommitteeQuerySet
from committees.models.offices import Office, OfficeQuerySet

__all__ = ["Committee", "CommitteeQuerySet", "Office", "OfficeQuerySet"]
