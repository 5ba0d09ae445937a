"""How far a case is: decision, conclusion, violation, discipline required, discipline applied."""

from django.utils.translation import gettext as _

from inspections.models import Case
from ui.components import Step


def chain(case: Case) -> list[Step]:
    """It ends where a "no" ends it; supervision has no discipline chain."""
    if case.concluded_on is None:
        return [Step(_("Decision"), "done"), Step(_("Conclusion"), "now")]
    done = [Step(_("Decision"), "done"), Step(_("Conclusion"), "done")]
    if case.kind == Case.Kind.SUPERVISION:
        found = _("Signs of violation found") if case.violation_found else _("No signs of violation")
        return [*done, Step(found, "done")]
    if not case.violation_found:
        return [*done, Step(_("No violation"), "done")]
    return [*done, Step(_("Violation found"), "done"), *_discipline(case)]


def _discipline(case: Case) -> list[Step]:
    if case.discipline_required is None:
        return [Step(_("Discipline not decided yet"), "now")]
    if not case.discipline_required:
        return [Step(_("No discipline required"), "done")]
    if case.discipline_applied:
        return [Step(_("Discipline required"), "done"), Step(_("Discipline applied"), "done")]
    return [Step(_("Discipline required"), "done"), Step(_("Discipline not applied yet"), "now")]
