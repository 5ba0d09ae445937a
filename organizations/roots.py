"""Under which root somebody reads: years and terms, and what hangs on them, belong to one root each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Length
from django.http import Http404
from django.utils import timezone

from accounts.models import Grant, User
from accounts.permissions import Permission
from organizations.models import Lineage, Organization, OrganizationQuerySet, Place
from organizations.tree import STEP, below
from ui.root_addresses import address_of

LAST_YEAR = timedelta(days=365)


class Elsewhere(Http404):
    """Not in the root at hand, but in roots that went before it: the frame leads there."""

    def __init__(self, roots: list[Organization]):
        super().__init__()
        self.roots = roots


def elsewhere(user: User, years_or_terms: str, **which: object) -> Elsewhere | None:
    """The roots before that at hand, of those that the person may read, which have such a year or term."""
    before = (root for root in went_before({root_path(user)}) if getattr(root, years_or_terms).filter(**which).exists())
    found = [root for root in before if grants_at(user, root)]
    return Elsewhere(found) if found else None


def root_path(user: User) -> str:
    """Of the root at hand, below which all that the person holds at this moment lies; empty where that is nothing."""
    return user.grants[0].path[:STEP] if user.grants else ""


def root_of(organization: Organization) -> Organization:
    return Organization.objects.get(path=organization.path[:STEP])


def prefix_of(root: Organization) -> str:
    """How addresses begin that are opened later, by whomever: with nothing for the root that is meant where none is."""
    usual = Organization.objects.filter(parent=None).usual_first().first()
    return "" if usual is None or root == usual else address_of(root.pk, "")


def grants_at(user: User, root: Organization) -> tuple[Grant, ...]:
    """The person's own below the root; else to look: where their organisation stood, and what went before theirs."""
    own = tuple(grant for grant in user.held if grant.path.startswith(root.path))
    return own or tuple(replace(grant, **there, reads=True) for grant in user.held for there in _once(grant, root))


def _once(grant: Grant, root: Organization) -> Iterator[dict[str, Any]]:
    """Each path that it had below the root, and those below what had merged into the root before."""
    before = tuple(path for path in grant.earlier_paths if path.startswith(tuple(root.earlier_paths)))
    for path in grant.earlier_paths:
        if path.startswith(root.path):
            yield {"path": path, "earlier_paths": before}
    if len(grant.path) == STEP and root in went_before({grant.path}):
        ended = root.closed_on is not None and root.closed_on <= timezone.localdate()
        yield {"path": root.path, "earlier_paths": tuple(root.earlier_paths), "inherits": ended}


def may_at(user: User, root: Organization, permission: Permission) -> bool:
    """Whether the person may do this anywhere below that root, whichever is at hand."""
    return any(permission in grant.permissions for grant in grants_at(user, root))


def from_the_top(user: User, seen: OrganizationQuerySet) -> OrganizationQuerySet:
    """What stands below the root at hand comes before roots that were merged into it; then the highest."""
    path = root_path(user)
    at_hand = Case(When(below(path), then=0), default=1) if path else Value(1)
    return seen.order_by(at_hand, Length("path"), "path")


def of_root(user: User, field: str = "root") -> Q:
    return Q(**{f"{field}__path": root_path(user)})


@dataclass(frozen=True)
class Merger:
    """That one root, by its path, became part of another. `entered`: nobody knows of those before the portal."""

    on: date
    predecessor: str
    successor: str
    entered: datetime | None = None


def mergers() -> list[Merger]:
    """Of roots; there are few."""
    links = Lineage.objects.filter(kind=Lineage.Kind.MERGE, predecessor__parent=None, successor__parent=None)
    names = ("happened_on", "predecessor__path", "successor__path", "reorganization__at")
    return [Merger(*row) for row in links.values_list(*names)]


def gathered(root: str, day: date, known: Iterable[Merger], apart: Collection[str] = ()) -> tuple[str, ...]:
    """The root and what has become part of it by that day; nothing where it has become part of another itself.

    So on each day every root, and what happened below it, is of one root that exists, or of one of those `apart`.
    """
    past = [each for each in known if each.on <= day and each.predecessor not in apart]
    if any(each.predecessor == root for each in past):
        return ()
    found = [root]
    for path in found:
        found += [each.predecessor for each in past if each.successor == path and each.predecessor not in found]
    return tuple(found)


def successor_of(root: Organization) -> Organization:
    """What it has become part of by today, or the root itself."""
    after = {each.predecessor: each.successor for each in mergers() if each.on <= timezone.localdate()}
    path = root.path
    while path in after:
        path = after[path]
    return root if path == root.path else Organization.objects.get(path=path)


def merged_into(paths: set[str]) -> list[Organization]:
    """Roots that became part of these, and what had become part of them."""
    return _predecessors(paths, Q(kind=Lineage.Kind.MERGE))


def went_before(paths: set[str]) -> list[Organization]:
    """And roots that ended by handing over to these: nobody acts there, and their papers are with the heirs."""
    merged = Lineage.objects.filter(kind=Lineage.Kind.MERGE, predecessor=OuterRef("predecessor"))
    ended = Q(~Exists(merged), predecessor__closed_on__lte=timezone.localdate())
    return _predecessors(paths, Q(kind=Lineage.Kind.MERGE) | ended)


def _predecessors(paths: set[str], which: Q) -> list[Organization]:
    found: dict[int, Organization] = {}
    while paths:
        links = Lineage.objects.filter(which, successor__path__in=paths, predecessor__parent=None)
        unknown = links.exclude(predecessor__in=list(found)).select_related("predecessor", "successor")
        new = {link.predecessor for link in unknown if link.kind == Lineage.Kind.MERGE or _emptied(link)}
        found |= {root.pk: root for root in new}
        paths = {root.path for root in new}
    return sorted(found.values(), key=lambda root: root.path)


def _emptied(link: Lineage) -> bool:
    """In its last year the one that ended gave something to the other: a cell given long before makes no heir.

    Where it had given before, the link has the day of the first time.
    """
    if (ended := link.predecessor.closed_on) is None:
        return False
    if link.happened_on > ended - LAST_YEAR:
        return True
    left = Place.objects.filter(below(link.predecessor.path), until__gt=ended - LAST_YEAR, until__lte=ended)
    there = {"organization__places__since": F("until"), "organization__places__path__startswith": link.successor.path}
    return left.filter(**there).exists()
