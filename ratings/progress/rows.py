"""The board as the database is asked for it: in which states an organisation is, without its row being drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, NullIf, Substr, TruncDate
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization, OrganizationQuerySet, reach_of
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.models import RatingYear, Sheet
from ratings.progress.board import LATE, MINE, NO_SHEET, OPEN, STATE_CHOICES, Progress, progress_of
from ratings.progress.doubts import doubts
from ratings.progress.standing_over import since_taken_back
from ratings.register import reading
from ratings.sheets.since_submission import since_submission

NOBODY = Q(pk__in=[])


class StateCount(NamedTuple):
    state: str
    words: str
    number: int


@dataclass(frozen=True)
class BoardRows(Sequence[Progress]):
    """Rows are made of those organisations only that are looked at."""

    organizations: OrganizationQuerySet
    rating_year: RatingYear
    user: User

    @classmethod
    def of(cls, organizations: OrganizationQuerySet, rating_year: RatingYear, user: User) -> BoardRows:
        """Grassroots organisations with something late below them first, in the order of the tree."""
        own_sheet = FilteredRelation("sheets", condition=Q(sheets__rating_year=rating_year))
        joined = organizations.alias(sheet=own_sheet, standing=F("sheet__state"), submitter=F("sheet__submitted_by"))
        placed = joined.alias(**_stood(rating_year))
        return cls(
            placed.alias(late_here=_late_here(rating_year)).order_by("-late_here", F("stood")), rating_year, user
        )

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return self.organizations.count()

    def __getitem__(self, at: Any) -> Any:
        return _with_doubts(self.rating_year, progress_of(self.rating_year, list(self.organizations[at]), self.user))

    def __iter__(self) -> Iterator[Progress]:
        return iter(self[:])

    @property
    def states(self) -> dict[str, Q]:
        """Under which filters an organisation is found."""
        return _states(self.rating_year, self.user)

    def in_state(self, state: str) -> BoardRows:
        return replace(self, organizations=self.organizations.filter(self.states[state]))

    def summary(self) -> list[StateCount]:
        """By filter, without those that nobody is in."""
        counts = {f"in_{state}": Count("pk", filter=condition) for state, condition in self.states.items()}
        counted = self.organizations.order_by().aggregate(**counts)
        return [
            StateCount(state, str(words), number)
            for state, words in STATE_CHOICES
            if (number := counted[f"in_{state}"])
        ]


def _stood(rating_year: RatingYear) -> dict[str, Coalesce]:
    """Where it stood in the year, as what, and its name: its sheet says so, and of what has none the register."""
    places = reading.places(rating_year).filter(organization=OuterRef("pk")).order_by()
    path, kind, name = (Subquery(places.values(field)[:1]) for field in ("path", "kind", "name"))
    return {
        "stood": Coalesce(NullIf(F("sheet__path"), Value("")), path, F("path")),
        "stood_as": Coalesce(F("sheet__kind"), kind, F("kind")),
        "named": Coalesce(F("sheet__name"), name, F("name")),
    }


def _late_here(rating_year: RatingYear) -> Window:
    late = Case(When(_late(rating_year), then=Value(1)), default=Value(0))
    return Window(Max(late), partition_by=Substr("stood", 1, GRASSROOTS_LENGTH))


def _with_doubts(rating_year: RatingYear, listed: list[Progress]) -> list[Progress]:
    """What changed since a sheet was submitted, and what it had to explain: only the board says so, not every count."""
    over = since_taken_back(rating_year)
    changed = since_submission(each.sheet for each in listed if each.sheet)
    told = doubts(each.sheet for each in listed if each.sheet and each.can_approve)
    return [
        replace(each, doubt=" ".join(said[each.sheet.pk] for said in (changed, told, over) if each.sheet.pk in said))
        if each.sheet
        else each
        for each in listed
    ]


def _states(rating_year: RatingYear, user: User) -> dict[str, Q]:
    states = {state: Q(standing=state) for state in Sheet.State.values}
    undecided = [state for state in Sheet.State.values if state != Sheet.State.APPROVED]
    without = Q(standing=None)
    return {
        **states,
        NO_SHEET: without,
        OPEN: without | Q(standing__in=undecided),
        LATE: _late(rating_year),
        MINE: _mine(rating_year, user),
    }


def _late(rating_year: RatingYear) -> Q:
    """As ratings.progress.deadlines.is_late says it of a sheet at hand."""
    today = timezone.localdate()
    kinds = Organization.Kind.grassroots()
    grassroots = Q(sheet__kind__in=kinds) | Q(sheet__kind=None, kind__in=kinds)
    overdue = NOBODY
    if rating_year.grassroots_due_on < today:
        overdue |= grassroots
    if rating_year.cells_due_on < today:
        overdue |= ~grassroots
    with_its_people = Q(standing=None) | Q(standing__in=Sheet.State.editable())
    return with_its_people & overdue if rating_year.is_open else NOBODY


def _mine(rating_year: RatingYear, user: User) -> Q:
    """As ratings.transitions.refusal says it of an approval."""
    submitted = Q(standing=Sheet.State.SUBMITTED) & ~Q(submitter=user.pk)
    return submitted & reach_of(user, Permission.DECIDE_SHEETS, "sheet__path") if rating_year.is_open else NOBODY


def since(rating_year: RatingYear) -> Case:
    """From which day the time of a row is counted that ratings.progress.board says in words: submitted, else due."""
    due = Case(
        When(kind__in=Organization.Kind.grassroots(), then=Value(rating_year.grassroots_due_on)),
        default=Value(rating_year.cells_due_on),
        output_field=DateField(),
    )
    submitted = When(standing=Sheet.State.SUBMITTED, then=TruncDate("sheet__submitted_at"))
    if not rating_year.is_open:
        return Case(submitted, output_field=DateField())
    return Case(submitted, When(standing=Sheet.State.APPROVED, then=None), default=due, output_field=DateField())
