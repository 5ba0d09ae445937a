"""How a case ends, as one choice: each answer the statistical forms count follows from the one before."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspections.models import Case
from ui.moments import day


class Outcome(models.TextChoices):
    NONE = "none", _("No violation")
    FOUND = "found", _("Violation found; discipline not decided yet")
    NO_DISCIPLINE = "no_discipline", _("Violation found; no discipline required")
    REQUIRED = "required", _("Violation found; discipline required, not applied yet")
    APPLIED = "applied", _("Violation found; discipline applied")


class Answers(NamedTuple):
    violation_found: bool
    discipline_required: bool | None = None
    discipline_applied: bool | None = None


ANSWERS = {
    Outcome.NONE: Answers(False),
    Outcome.FOUND: Answers(True),
    Outcome.NO_DISCIPLINE: Answers(True, False),
    Outcome.REQUIRED: Answers(True, True),
    Outcome.APPLIED: Answers(True, True, True),
}


def outcome_of(case: Case) -> Outcome | None:
    """None while the case is open. What was answered No and what was left open after a No mean the same."""
    if case.violation_found is None:
        return None
    if not case.violation_found:
        return Outcome.NONE
    if case.discipline_required is None:
        return Outcome.FOUND
    if not case.discipline_required:
        return Outcome.NO_DISCIPLINE
    return Outcome.APPLIED if case.discipline_applied else Outcome.REQUIRED


def answers_of(case: Case, outcome: Outcome) -> Answers:
    """As they stand where the outcome stays, so that the trail tells of no change that nobody made."""
    if outcome_of(case) == outcome:
        return Answers(*(getattr(case, name) for name in Answers._fields))
    return ANSWERS[outcome]


def choices_of(kind: Case.Kind) -> list[tuple[str, Any]]:
    """Supervision does not conclude on discipline."""
    if kind == Case.Kind.SUPERVISION:
        return [(Outcome.NONE.value, _("No signs of violation")), (Outcome.FOUND.value, _("Signs of violation found"))]
    return list(Outcome.choices)


def stage(case: Case) -> str:
    """For lists: what is concluded and still asks for a discipline is not over."""
    if case.concluded_on is None:
        return gettext("under way")
    outcome = outcome_of(case)
    words = gettext("concluded on %(day)s")
    if outcome == Outcome.REQUIRED:
        words = gettext("concluded on %(day)s, discipline not applied yet")
    elif outcome == Outcome.FOUND and case.kind == Case.Kind.INSPECTION:
        words = gettext("concluded on %(day)s, discipline not decided yet")
    return words % {"day": day(case.concluded_on)}
