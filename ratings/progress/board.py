"""How far every organisation is with its sheet of the year, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.models import Organization, Standing
from organizations.tree import STEP
from ratings import roster
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.levels import Level
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.progress.below import Below
from ratings.progress.deadlines import deadline_words, due_on, due_words, is_late, waiting_words
from ratings.register import reading
from ratings.transitions import Transition, refusal

NO_SHEET = "none"
LATE = "late"
OPEN = "open"
MINE = "mine"
STATE_CHOICES = (
    (MINE, _("Waiting for my decision")),
    (LATE, _("Overdue")),
    (OPEN, _("Without a decided rating")),
    (Sheet.State.DRAFT, _("Never submitted")),
    *Sheet.State.choices[1:],
    (NO_SHEET, _("No sheet")),
)

GRASSROOTS, EVERY = "grassroots", "every"


def listed_url(year: int, state: str, *, grassroots: bool) -> str:
    """The board with exactly the organisations that a figure elsewhere counts."""
    asked = {"state": state} | ({"levels": GRASSROOTS} if grassroots else {})
    return f"{reverse('ratings:year', args=[year])}?{urlencode(asked)}"


@dataclass(frozen=True)
class Progress:
    """`filled` of `total`: rated members of a cell, approved organisations of a committee."""

    organization: Organization
    rating_year: RatingYear
    sheet: Sheet | None
    filled: int
    total: int
    today: date
    can_approve: bool = False
    doubt: str = ""
    below: Below | None = None

    @property
    def anchor(self) -> str:
        return f"line-{self.organization.pk}"

    @property
    def state(self) -> str:
        return self.sheet.state if self.sheet else NO_SHEET

    @property
    def state_words(self) -> str:
        if self.sheet is None:
            return gettext("No sheet")
        if self.sheet.is_untouched:
            return gettext("Not entered yet")
        return gettext("From a file") if self.sheet.is_from_file else self.sheet.get_state_display()

    @property
    def level(self) -> Level | None:
        own = getattr(self.sheet, "organization_rating", None)
        return Level(own.level) if own and own.level else None

    @property
    def level_words(self) -> str:
        own = getattr(self.sheet, "organization_rating", None)
        if own is None:
            return ""
        return own.get_legacy_level_display() or own.get_level_display() or own.get_not_rated_reason_display()

    @property
    def is_late(self) -> bool:
        return is_late(self.sheet, self.organization, self.rating_year, self.today)

    @property
    def time_words(self) -> str:
        if self.sheet is not None and self.sheet.state == Sheet.State.SUBMITTED:
            return waiting_words(timezone.localdate(self.sheet.submitted_at), self.today)
        if self.state == Sheet.State.APPROVED or not self.rating_year.is_open:
            return ""
        return due_words(self.due, self.today)

    @property
    def due(self) -> date:
        return due_on(self.organization, self.rating_year)

    @property
    def deadline_words(self) -> str:
        return deadline_words(self.due, self.today)

    @property
    def progress_words(self) -> str:
        if self.organization.is_cell:
            return gettext("%(filled)s of %(total)s members") % {"filled": self.filled, "total": self.total}
        return gettext("%(filled)s of %(total)s organisations approved") % {"filled": self.filled, "total": self.total}

    @property
    def url(self) -> str:
        """Who can decide comes to the brief, everybody else to the sheet."""
        name = "ratings:review" if self.can_approve else "ratings:sheet"
        return reverse(name, args=[self.rating_year.year, self.organization.pk])

    @property
    def box(self) -> str:
        return f"{self.sheet.pk}:{self.sheet.version}" if self.sheet else ""

    @property
    def submitted_by(self) -> str:
        return str(self.sheet.submitted_by) if self.sheet and self.sheet.submitted_by else "—"

    @property
    def path(self) -> str:
        """In the year, as its sheet says, or the register."""
        return (self.sheet and self.sheet.path) or self.organization.path

    @property
    def depth(self) -> int:
        return max(0, (len(self.path) - GRASSROOTS_LENGTH) // STEP)


def progress_of(
    rating_year: RatingYear, organizations: Sequence[Organization], user: User | None = None
) -> list[Progress]:
    ids = [organization.pk for organization in organizations]
    sheets = _sheets(rating_year, ids)
    sizes, filled = roster.sizes(rating_year, ids), _filled(rating_year, ids)
    children, approved = _children(rating_year, ids)
    stood = _stood(rating_year, [pk for pk in ids if pk not in sheets])
    today = timezone.localdate()
    mine = {sheet.pk for sheet in sheets.values() if user and not refusal(sheet, Transition.APPROVE, user)}
    listed = []
    for organization in organizations:
        sheet = sheets.get(organization.pk)
        then = sheet.as_then(organization) if sheet else _as_stood(organization, stood.get(organization.pk))
        counted = (filled, sizes) if then.is_cell else (approved, children)
        done, total = (counter[then.pk] for counter in counted)
        can_approve = sheet is not None and sheet.pk in mine
        listed.append(Progress(then, rating_year, sheet, done, total, today, can_approve))
    return listed


def _sheets(rating_year: RatingYear, ids: list[int]) -> dict[int, Sheet]:
    found = Sheet.objects.filter(rating_year=rating_year, organization__in=ids)
    placed = found.select_related("organization", "parent__parent")
    related = placed.select_related("rating_year", "organization_rating", "submitted_by")
    return {sheet.organization_id: sheet for sheet in related}


def _stood(rating_year: RatingYear, ids: list[int]) -> dict[int, Standing]:
    """Of those that have no sheet, which would say it."""
    placed = reading.places(rating_year).filter(organization__in=ids) if ids else ()
    return {each.organization_id: each for each in placed}


def _as_stood(organization: Organization, place: Standing | None) -> Organization:
    if place is None:
        return organization
    then = copy(organization)
    then.name, then.kind, then.path = place.name, place.kind, place.path
    return then


def _filled(rating_year: RatingYear, ids: list[int]) -> Counter[int]:
    rated = MemberRating.objects.filter(sheet__rating_year=rating_year, sheet__organization__in=ids)
    rated = rated.exclude(level=None, not_rated_reason="")
    return Counter(dict(rated.order_by().values_list("sheet__organization").annotate(total=Count("pk"))))


def _children(rating_year: RatingYear, ids: list[int]) -> tuple[Counter[int], Counter[int]]:
    children = reading.places(rating_year).filter(parent__in=ids).order_by()
    sheets = "organization__sheets"
    approved = Q(**{f"{sheets}__rating_year": rating_year, f"{sheets}__state": Sheet.State.APPROVED})
    rows = children.values_list("parent").annotate(
        total=Count("pk", distinct=True), done=Count("pk", filter=approved, distinct=True)
    )
    counted = list(rows)
    return Counter({pk: total for pk, total, _done in counted}), Counter({pk: done for pk, _total, done in counted})
