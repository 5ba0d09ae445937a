"""Days of a member's life held against each other, deed by deed; what cannot be is refused at its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui.days import written
from ui.refusals import Refused

# The ceremony is to follow within 30 working days of the decision's arrival (Regulation 24-QĐ/TW, item 3); what lies
# a year apart is a slip of the pen.
LONGEST_TO_CEREMONY = timedelta(days=365)
# Recognition is looked into when the probation is complete (Charter, Art. 5): a decision may name a day soon to come.
LONGEST_AHEAD = timedelta(days=31)
# Cell and superior each have 30 working days (Guide 01-HD/TW, item 4): a decision of half a year later is late.
LONGEST_TO_RECOGNITION = timedelta(days=183)
# Regulation 24-QĐ/TW, item 6: temporary activity for study lasts two years at most.
LONGEST_AWAY = timedelta(days=731)
A_DAY = timedelta(days=1)

Days = Mapping[str, date | None]


class Rule(NamedTuple):
    """`first` may not come after `then`, but for `leeway` days; the sentence, at `field`, names the day `told`."""

    field: str
    first: str
    then: str
    sentence: str | Promise
    told: str
    leeway: timedelta = timedelta()

    def is_broken_by(self, days: Days) -> bool:
        first, then = days.get(self.first), days.get(self.then)
        return first is not None and then is not None and first > then + self.leeway


def _founded(field: str) -> Rule:
    return Rule(
        field, "founded", field, _("The organisation was founded on %(day)s only. Choose a later day."), "founded"
    )


def _left(field: str) -> Rule:
    sentence = _("The member left the list on %(day)s. Write that day or a later one.")
    return Rule(field, "left", field, sentence, "left")


def _probation(field: str) -> Rule:
    sentence = _("Recognition is looked into when the twelve months are complete, on %(day)s. Check the date.")
    return Rule(field, "complete", field, sentence, "complete", LONGEST_AHEAD)


_UNTIL = Rule("until", "on", "until", _("The last day cannot come before the first, %(day)s. Check both dates."), "on")

CEREMONY = (
    Rule(
        "admitted_on",
        "decided_on",
        "admitted_on",
        _("The ceremony cannot come before the decision of %(day)s. Check both dates."),
        "decided_on",
    ),
    Rule(
        "admitted_on",
        "admitted_on",
        "decided_on",
        _("The ceremony is more than a year after the decision of %(day)s. Check both dates."),
        "decided_on",
        LONGEST_TO_CEREMONY,
    ),
)
ADMISSION = (*CEREMONY, _founded("admitted_on"))
ARRIVAL = (
    Rule(
        "decided_on",
        "admitted_on",
        "decided_on",
        _("The transfer cannot come before the admission of %(day)s. Check both dates."),
        "admitted_on",
    ),
    _founded("decided_on"),
)
RECOGNITION = (
    Rule(
        "on",
        "complete",
        "on",
        _("The twelve months of probation are complete on %(day)s. Write that day or a later one."),
        "complete",
    ),
    Rule(
        "on",
        "extended",
        "on",
        _("The probation was made longer until %(day)s. Write that day or a later one."),
        "extended",
    ),
    Rule(
        "decided_on",
        "on",
        "decided_on",
        _("The decision cannot come more than a month before %(day)s. Check both dates."),
        "on",
        LONGEST_AHEAD,
    ),
)
LATE_RECOGNITION = (
    Rule(
        "note",
        "on",
        "due",
        _("Full membership counts from %(day)s, when the probation was complete. Write that day, or why another."),
        "due",
    ),
    Rule(
        "note",
        "decided_on",
        "on",
        _("The decision came more than half a year after %(day)s. Write why so late."),
        "on",
        LONGEST_TO_RECOGNITION,
    ),
)
LONGER_PROBATION = (
    _probation("decided_on"),
    Rule(
        "until",
        "due",
        "until",
        _("The probation lasts until %(day)s anyway. Write a later day."),
        "due",
        -A_DAY,
    ),
    Rule(
        "until",
        "decided_on",
        "until",
        _("The last day cannot come before the first, %(day)s. Check both dates."),
        "decided_on",
    ),
)
NO_RECOGNITION = (_probation("decided_on"),)
TRANSFER = (_founded("on"),)
REST = (_UNTIL,)
RESUMPTION = (Rule("on", "begun", "on", _("It began on %(day)s only. Choose a later day."), "begun", -A_DAY),)
TEMPORARY = (
    Rule("on", "founded", "on", _("The host was founded on %(day)s only. Choose a later day."), "founded"),
    _UNTIL,
    Rule("until", "until", "on", _("That is more than two years after %(day)s. Check both dates."), "on", LONGEST_AWAY),
)
COMING_BACK = (Rule("on", "begun", "on", _("It began on %(day)s only. Choose a later day."), "begun", -A_DAY),)
RETURN = (_left("on"), _founded("on"))


def check(rules: tuple[Rule, ...], **days: date | None) -> None:
    for rule in rules:
        if rule.is_broken_by(days):
            day = days[rule.told]
            raise Refused(**{rule.field: rule.sentence % {"day": written(day) if day else ""}})


def a_year_after(day: date) -> date:
    """29 February becomes the first of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
