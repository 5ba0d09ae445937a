"""Where each organisation stood: below one of both Blocs before their merger, below what they became since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from demo.tree import BLOC_DECISION, BLOC_FOUNDED, Grassroots, Tree
from organizations.models import Change, Organization, Place, Seat
from organizations.tree import STEP

WHAT_IT_WAS = ("name", "kind", "sector_id", "unit_type")


@dataclass
class Standing:
    """What organizations.places.settle would make of these changes."""

    seats: list[Seat] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    by_organization: defaultdict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def on(self, day: date, organization: Organization) -> Place:
        """Before its first day, where it stood first."""
        held = self.by_organization[organization.pk]
        return next((each for each in reversed(held) if each.since <= day), held[0])

    def found(self, organization: Organization, parent: Organization | None) -> None:
        was = {name: getattr(organization, name) for name in WHAT_IT_WAS}
        number = organization.decision_number
        self._change(organization, organization.opened_on, parent=parent, decision_number=number, **was)
        self._sit(organization, parent)
        self._place(organization, parent, organization.opened_on)

    def move(self, organization: Organization, parent: Organization) -> None:
        self._change(organization, BLOC_FOUNDED, parent=parent, decision_number=BLOC_DECISION)
        self._sit(organization, parent)
        self._place(organization, parent, BLOC_FOUNDED)

    def follow(self, organization: Organization) -> None:
        """Below what moved."""
        if organization.opened_on < BLOC_FOUNDED:
            self._place(organization, organization.parent, BLOC_FOUNDED)

    def end(self, organization: Organization) -> None:
        self._change(organization, BLOC_FOUNDED, ends=True)
        self.by_organization[organization.pk][-1].until = BLOC_FOUNDED

    def _change(self, organization: Organization, on: date, **decided: object) -> None:
        self.changes.append(Change(pk=len(self.changes) + 1, organization=organization, on=on, **decided))

    def _sit(self, organization: Organization, parent: Organization | None) -> None:
        """Below the Bloc by the same number as before."""
        number = int(organization.path[-STEP:])
        self.seats.append(Seat(pk=len(self.seats) + 1, organization=organization, parent=parent, number=number))

    def _place(self, organization: Organization, parent: Organization | None, since: date) -> None:
        held = self.by_organization[organization.pk]
        if held:
            held[-1].until = since
        above = self.on(since, parent).path if parent else ""
        was = {name: getattr(organization, name) for name in WHAT_IT_WAS}
        place = Place(
            organization=organization, since=since, parent=parent, path=above + organization.path[-STEP:], **was
        )
        place.pk = len(self.places) + 1
        self.places.append(place)
        held.append(place)


def build(tree: Tree) -> Standing:
    """The organisations themselves are told of their past."""
    standing = Standing()
    for root in tree.roots():
        standing.found(root, None)
    for each in tree.grassroots:
        _stand(standing, tree, each)
    for root in tree.predecessors():
        standing.end(root)
    for organization in tree.organizations():
        held = standing.by_organization[organization.pk]
        organization.earlier_paths = [place.path for place in held[:-1]]
    tree.bloc.earlier_paths = [root.path for root in tree.predecessors()]
    return standing


def _stand(standing: Standing, tree: Tree, each: Grassroots) -> None:
    standing.found(each.organization, tree.bloc_on(each.organization.opened_on, each))
    standing.move(each.organization, tree.bloc)
    for organization in each.below():
        standing.found(organization, organization.parent)
        standing.follow(organization)
