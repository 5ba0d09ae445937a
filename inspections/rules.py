"""What fits together in a case: who may act where, and which discipline a subject can be given.

Regulation 30-QĐ/TW of 26/7/2016 with its statistical forms; an inspection commission exists only beside a committee.
"""

from inspections.models import Body, Case, Discipline
from organizations.models import Organization

_ROOT = (Organization.Kind.ROOT,)

ACTS_AT: dict[Body, tuple[Organization.Kind, ...]] = {
    Body.PROVINCIAL: _ROOT,
    Body.SUPERIOR_COMMITTEE: _ROOT,
    Body.SUPERIOR_STANDING: _ROOT,
    Body.SUPERIOR_ADVISORY: _ROOT,
    Body.SUPERIOR_COMMISSION: _ROOT,
    Body.GRASSROOTS_COMMITTEE: (Organization.Kind.GRASSROOTS_COMMITTEE,),
    Body.GRASSROOTS_COMMISSION: (Organization.Kind.GRASSROOTS_COMMITTEE,),
    Body.SECTION_COMMITTEE: (Organization.Kind.SECTION,),
    Body.CELL: Organization.Kind.cells(),
}


def forms_for(case: Case, probationary: bool) -> tuple[Discipline.Form, ...]:
    """Charter, Art. 35: on probation only a reprimand or a warning; removal only from an office that is held."""
    if case.member is None:
        return Discipline.Form.of_organizations()
    if probationary:
        return Discipline.Form.of_probationary_members()
    held_office = bool(case.member_position)
    removal = Discipline.Form.REMOVAL_FROM_OFFICE
    return tuple(form for form in Discipline.Form.of_members() if held_office or form != removal)
