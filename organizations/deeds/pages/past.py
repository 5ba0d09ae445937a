"""What is told of an organisation in time: what came before and after it, what it was called and where it stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from organizations.deeds.pages.reach import changeable_by, ended_within
from organizations.models import Lineage, Organization, Place


@dataclass(frozen=True)
class Relative:
    """A predecessor or successor: a link only where the person may follow it."""

    link: Lineage
    organization: Organization
    url: str


@dataclass(frozen=True)
class Relatives:
    before: list[Relative]
    after: list[Relative]

    @property
    def all(self) -> list[Relative]:
        """Those that the person may open."""
        return [each for each in (*self.before, *self.after) if each.url]

    @property
    def heirs(self) -> list[Relative]:
        """Where one that ended goes on: what it was merged into; without, all to which anything went."""
        return self._merged or self.after

    @property
    def handed(self) -> list[Relative]:
        """To whom a part went that is not with the heirs."""
        return [each for each in self.after if self._merged and each.link.kind == Lineage.Kind.MOVE]

    @property
    def _merged(self) -> list[Relative]:
        return [each for each in self.after if each.link.kind == Lineage.Kind.MERGE]


def relatives(organization: Organization, user: User) -> Relatives:
    came = list(organization.predecessor_links.select_related("predecessor"))
    went = list(organization.successor_links.select_related("successor"))
    asked = [*(link.predecessor_id for link in came), *(link.successor_id for link in went)]
    seen = set(Organization.objects.visible_to(user).filter(pk__in=asked).values_list("pk", flat=True))
    return Relatives(
        [_relative(link, link.predecessor, seen) for link in came],
        [_relative(link, link.successor, seen) for link in went],
    )


def _relative(link: Lineage, organization: Organization, seen: set[int]) -> Relative:
    return Relative(link, organization, organization.get_absolute_url() if organization.pk in seen else "")


@dataclass(frozen=True)
class Stretch:
    """From one day to another, with what it was; `number` of the decision that began it."""

    place: Place
    above: str
    number: str


def stretches(organization: Organization) -> list[Stretch]:
    """Newest first. Where only the path of what stands above changed, one goes on."""
    numbers = {change.on: change.decision_number for change in organization.changes.order_by("on", "pk")}
    places = list(organization.places.select_related("sector").order_by("since"))
    names = _names(places)
    found: list[Stretch] = []
    for place in places:
        if found and _same(found[-1].place, place) and place.since not in numbers:
            found[-1].place.until = place.until
            continue
        found.append(Stretch(place, names.get(place.pk, ""), numbers.get(place.since, "")))
    return found[::-1]


def _same(one: Place, other: Place) -> bool:
    names = ("parent_id", "name", "kind", "sector_id", "unit_type")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _names(places: Sequence[Place]) -> dict[int, str]:
    """What the one above was called when each began."""
    above = Place.objects.filter(organization__in={place.parent_id for place in places if place.parent_id})
    called: defaultdict[int, list[Place]] = defaultdict(list)
    for each in above.order_by("since"):
        called[each.organization_id].append(each)
    return {place.pk: _name_on(place.since, called[place.parent_id]) for place in places if place.parent_id}


def _name_on(day: date, held: Sequence[Place]) -> str:
    """What is told of a time before the one above was founded: its first name."""
    return next((each.name for each in reversed(held) if each.since <= day), held[0].name if held else "")


def may_manage(organizations: Iterable[Organization], user: User) -> bool:
    """Every one of them: who acts at one root alone does not take from another."""
    asked = {each.pk for each in organizations}
    mine = (changeable_by(user) | ended_within(user)).filter(pk__in=asked)
    return mine.count() == len(asked)
