"""The yearly round of ratings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.models import Lineage, Organization
from organizations.roots import Merger, gathered, mergers
from ratings import rules
from ratings.rules.local import LocalRule, named
from stored.fields import LineField, LongTextField


class RatingYear(models.Model):
    """A calendar year's round of ratings below one root: by which rules, from when to when."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open for entry")
        CLOSED = "closed", _("Closed")

    class CapBase(models.TextChoices):
        """Of what the 20 % is taken: the texts say "good", practice differs."""

        GOOD_ONLY = "good_only", _("of those rated good")
        GOOD_OR_BETTER = "good_or_better", _("of those rated good or better")
        ALL_RATED = "all_rated", _("of all rated")

    class Rounding(models.TextChoices):
        FLOOR = "floor", _("down")
        NEAREST = "nearest", _("to the nearest")
        CEILING = "ceiling", _("up")

    root = models.ForeignKey(
        Organization, models.PROTECT, related_name="rating_years", verbose_name=_("Party organisation")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    state = LineField(_("state"), max_length=8, choices=State.choices, default=State.PLANNED)
    rule_set = LineField(_("rules"), max_length=8, choices=rules.choices)
    opens_on = models.DateField(_("opens on"))
    cells_due_on = models.DateField(_("cells submit by"))
    grassroots_due_on = models.DateField(_("grassroots organisations submit by"))
    closes_on = models.DateField(_("closes on"))
    cap_base = LineField(_("cap base"), max_length=16, choices=CapBase.choices, default=CapBase.GOOD_ONLY)
    cap_rounding = LineField(_("cap rounding"), max_length=8, choices=Rounding.choices, default=Rounding.FLOOR)
    cap_enforced = models.BooleanField(_("cap enforced"), default=False)
    cap_minimum_group = models.PositiveSmallIntegerField(_("smallest group under the cap"), default=0)
    # What a locked sheet says; empty while the year is open. The trail keeps every closing.
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closing_number = LineField(_("number of the decision that closed it"), max_length=60, blank=True)
    closing_decided_on = models.DateField(_("date of the decision that closed it"), null=True, blank=True)
    closing_reason = LongTextField(_("why it was closed with open sheets"), blank=True)
    # Decided on paper before the portal: no round of it was ever run here. Reopened, it is the portal's own.
    brought_in = models.BooleanField(_("brought in from a file"), default=False, db_default=False)

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("rating year")
        verbose_name_plural = _("rating years")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "year"],
                name="rating_year_once_a_root",
                violation_error_message=_("This year is planned already. Open its page."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("cells_due_on"))
                & Q(cells_due_on__lte=F("grassroots_due_on"))
                & Q(grassroots_due_on__lte=F("closes_on")),
                name="rating_year_dates_in_order",
                violation_error_message=_("The dates must follow each other: open, cells, grassroots, close."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "closed"]),
                name="rating_year_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(brought_in=False) | Q(state="closed", closed_at=None),
                name="rating_year_brought_in_is_closed",
                violation_error_message=_("A year that was brought in from a file was never opened here."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("ratings:year", args=[self.year])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def root_ended(self) -> bool:
        """Before the day of the year, which was not closed: its sheets go on where the organisations went."""
        ended = self.root.closed_on
        return not self.is_closed and ended is not None and ended <= self.day

    def knew(self, entered: datetime | None) -> bool:
        """Whether what was entered then was there to be seen when the year was closed; an open one sees all."""
        return not self.is_closed or entered is None or (self.closed_at is not None and entered <= self.closed_at)

    @property
    def day(self) -> date:
        """Of which the year tells who belongs where: its last one; before that is reached, today."""
        return min(timezone.localdate(), date(self.year, 12, 31))

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Of the roots whose events and acts of the calendar year are this year's: its own, and what merged into it."""
        known = mergers()
        return gathered(self.root.path, self.day, known, apart(known).get(self.year, ()))

    @property
    def due_dates(self) -> tuple[date, date]:
        return self.cells_due_on, self.grassroots_due_on

    @property
    def has_forms(self) -> bool:
        """Whether the guide of the year has printed forms whose numbers are known."""
        return rules.by_code(self.rule_set).forms is not None

    @property
    def local_rules(self) -> tuple[LocalRule, ...]:
        """By day; asks the database."""
        return tuple(each.rule for each in self.local_documents.all()) if self.pk else ()

    @property
    def rules_named(self) -> str:
        """The central documents, then the local ones: what every page and paper says that the year is rated by."""
        return named(self.get_rule_set_display(), self.local_rules)


def apart(known: Sequence[Merger]) -> dict[int, set[str]]:
    """By calendar year the roots that keep what it was: the year had been closed when it was decided to merge them."""
    if not known:
        return {}
    later = Q(root__successor_links__kind=Lineage.Kind.MERGE)
    later &= Q(root__successor_links__reorganization__at__gt=F("editions__made_at"))
    standing = Q(editions__undone_at=None) | Q(editions__undone_at__gt=F("root__successor_links__reorganization__at"))
    found: defaultdict[int, set[str]] = defaultdict(set)
    for year, path in RatingYear.objects.filter(later & standing).values_list("year", "root__path").distinct():
        found[year].add(path)
    return found
