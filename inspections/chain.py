"""How far a case is: decision, conclusion, violation, discipline required, discipline applied."""

from django.utils.translation import gettext

from inspections.models import Case
from ui.components import Step


def chain(case: Case) -> list[Step]:
    """It ends where a "no" ends it; supervision has no discipline chain."""
    if case.concluded_on is None:
        return [Step(gettext("Decision"), "done"), Step(gettext("Conclusion"), "now")]
    done = [Step(gettext("Decision"), "done"), Step(gettext("Conclusion"), "done")]
    if case.kind == Case.Kind.SUPERVISION:
        found = gettext("Signs of violation found") if case.violation_found else gettext("No signs of violation")
        return [*done, Step(found, "done")]
    if not case.violation_found:
        return [*done, Step(gettext("No violation"), "done")]
    return [*done, Step(gettext("Violation found"), "done"), *_discipline(case)]


def _discipline(case: Case) -> list[Step]:
    if case.discipline_required is None:
        return [Step(gettext("Discipline not decided yet"), "now")]
    if not case.discipline_required:
        return [Step(gettext("No discipline required"), "done")]
    if case.discipline_applied:
        return [Step(gettext("Discipline required"), "done"), Step(gettext("Discipline applied"), "done")]
    return [Step(gettext("Discipline required"), "done"), Step(gettext("Discipline not applied yet"), "now")]
