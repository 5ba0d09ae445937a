"""The indicators of inspection and supervision: for each kind of act one on organisations and one on members."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from inspections.acts import EVERY_BASIS, NO_SUSPICION, SUSPICION, Acts
from inspections.models import Body, Case
from reports.indicators.definitions import Indicator, Text, Unit

_ACTS = _("Acts are counted, not subjects: an organisation inspected twice counts twice.")
_GROUPS_APART = _("The published groups are kept apart and never added up: the texts do not say whether they overlap.")
COMMITTEES, COMMISSIONS = Body.committees(), Body.commissions()
INSPECTION, SUPERVISION = Case.Kind.INSPECTION, Case.Kind.SUPERVISION
PROGRAMME = (Case.Basis.PROGRAMME,)


def _pair(
    code: str,
    on_organizations: Text,
    on_members: Text,
    kind: Case.Kind,
    bases: tuple[Case.Basis, ...],
    bodies: tuple[Body, ...],
) -> Iterator[Indicator]:
    organizations, members = (Acts(kind, bases, of_members, bodies) for of_members in (False, True))
    yield _indicator(f"{code}_orgs", on_organizations, organizations, _("acts on Party organisations"))
    yield _indicator(f"{code}_members", on_members, members, _("acts on Party members"))


def _indicator(code: str, name: Text, source: Acts, counted: Text) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit=Unit.COUNT,
        source=source,
        counted=counted,
        of="",
        explanation=(_ACTS, _GROUPS_APART),
        higher_is_better=None,
    )


INDICATORS: tuple[Indicator, ...] = (
    *_pair(
        "violation_inspected",
        _("Party organisations inspected on signs of violation"),
        _("Party members inspected on signs of violation"),
        INSPECTION,
        SUSPICION,
        (*COMMITTEES, *COMMISSIONS),
    ),
    *_pair(
        "committee_inspected",
        _("Party organisations inspected by committees"),
        _("Party members inspected by committees"),
        INSPECTION,
        PROGRAMME,
        COMMITTEES,
    ),
    *_pair(
        "committee_supervised",
        _("Party organisations supervised by committees"),
        _("Party members supervised by committees"),
        SUPERVISION,
        EVERY_BASIS,
        COMMITTEES,
    ),
    *_pair(
        "commission_inspected",
        _("Party organisations inspected by inspection commissions"),
        _("Party members inspected by inspection commissions"),
        INSPECTION,
        NO_SUSPICION,
        COMMISSIONS,
    ),
    *_pair(
        "commission_supervised",
        _("Party organisations supervised by inspection commissions"),
        _("Party members supervised by inspection commissions"),
        SUPERVISION,
        EVERY_BASIS,
        COMMISSIONS,
    ),
)
SOURCES: dict[str, Acts] = {each.code: each.source for each in INDICATORS if isinstance(each.source, Acts)}
