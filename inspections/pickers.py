"""Who may be the subject of a case, and who acted: what a person may choose in its form."""

from accounts.models import User
from accounts.permissions import Permission
from inspections.models import Body
from inspections.rules import ACTS_AT
from members.pickers import MemberFinder
from organizations.models import Organization, OrganizationQuerySet
from organizations.pickers import OrganizationFinder
from organizations.tree import ancestor_paths


def places_seen(by: User) -> OrganizationFinder:
    return OrganizationFinder(Organization.objects.visible_to(by, Permission.VIEW_CASES))


def subject_places(by: User) -> OrganizationFinder:
    """Closed organisations stay: they remain liable (Regulation 22-QĐ/TW, scope)."""
    return OrganizationFinder(_of_editor(by))


def subject_members(by: User) -> MemberFinder:
    return MemberFinder(by, Permission.EDIT_CASES)


def acting_places(by: User) -> OrganizationFinder:
    acting = {kind for kinds in ACTS_AT.values() for kind in kinds}
    return OrganizationFinder(_of_editor(by).filter(kind__in=acting))


def acting_above(by: User, body: Body, subject: Organization) -> Organization | None:
    """The subject itself or the nearest above it where this body exists: so the body implies its organisation."""
    way = [*ancestor_paths(subject.path), subject.path]
    return _of_editor(by).filter(path__in=way, kind__in=ACTS_AT[body]).order_by("path").last()


def _of_editor(by: User) -> OrganizationQuerySet:
    return Organization.objects.visible_to(by, Permission.EDIT_CASES)
