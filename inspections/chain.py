"""How far a case is: decision, conclusion, violation, discipline required, discipline applied."""

from django.utils.translation import gettext as _

from inspections.models import Case

Step = tuple[str, str]


def chain(case: Case) -> list[Step]:
    """(words, state of ui's steps). It ends where a "no" ends it; supervision has no discipline chain."""
    if case.concluded_on is None:
        return [(_("Decision"), "done"), (_("Conclusion"), "now")]
    done = [(_("Decision"), "done"), (_("Conclusion"), "done")]
    if case.kind == Case.Kind.SUPERVISION:
        found = _("Signs of violation found") if case.violation_found else _("No signs of violation")
        return [*done, (found, "done")]
    if not case.violation_found:
        return [*done, (_("No violation"), "done")]
    return [*done, (_("Violation found"), "done"), *_discipline(case)]


def _discipline(case: Case) -> list[Step]:
    if case.discipline_required is None:
        return [(_("Discipline not decided yet"), "now")]
    if not case.discipline_required:
        return [(_("No discipline required"), "done")]
    if case.discipline_applied:
        return [(_("Discipline required"), "done"), (_("Discipline applied"), "done")]
    return [(_("Discipline required"), "done"), (_("Discipline not applied yet"), "now")]
