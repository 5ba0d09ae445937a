"""What people enter while organisations change: members, acts, levels; years opened, closed, reopened, corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspections.actions import FACTS, correct_case, facts_seen, open_case
from inspections.models import Body, Case
from members import deeds
from members.mending import correcting, revoking
from members.models import Deed, LifeEvent, Member
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import RatingYear, Sheet
from ratings.register.differences import differences
from ratings.register.together import together
from ratings.sheets.entry import key_of
from ratings.sheets.saving import save_rows
from ratings.years.actions import close_year, open_year, reopen_year
from ratings.years.corrections import correct_year, take_back_correction, to_take_back
from tests.factories import MemberRatingFactory, OrganizationRatingFactory, RatingYearFactory
from tests.organizations.deeds.small import Small
from tests.ratings.sheets import row
from tests.reports.worlds import approve

DECISION = {"decision_number": "31-QĐ/ĐU", "decided_on": date(2026, 1, 5), "reason": "Theo quyết định"}
BORN, EARLIER = date(1990, 5, 17), date(2015, 2, 3)
BODIES = {
    Organization.Kind.ROOT: Body.SUPERIOR_COMMISSION,
    Organization.Kind.GRASSROOTS_COMMITTEE: Body.GRASSROOTS_COMMITTEE,
}


def open_years(small: Small, years: Iterable[int]) -> list[RatingYear]:
    """Of both roots."""
    planned = RatingYear.State.PLANNED
    opened = [
        RatingYearFactory(year=year, root=root, state=planned) for year in years for root in (small.one, small.two)
    ]
    for each in opened:
        open_year(rating_year=each, by=None)
    return opened


def rated_and_closed(small: Small) -> RatingYear:
    """2024 below `one`, with every organisation and member rated."""
    opened = RatingYearFactory(year=2024, root=small.one, state=RatingYear.State.PLANNED)
    open_year(rating_year=opened, by=None)
    rate_all(small, opened)
    close(small, opened)
    return RatingYear.objects.get(pk=opened.pk)


def admit(small: Small, cell: Organization, on: date) -> None:
    facts = {"full_name": "Nguyễn Văn Mới", "sex": "male", "birth_date": BORN, "position": ""}
    kind = LifeEvent.Kind.ADMITTED
    facts |= {"admitted_on": on, "official_on": None}
    deeds.enter(facts=facts, kind=kind, organization=cell, decided_on=on, by=small.office)


def transfer(small: Small, which: int, cell: Organization, on: date) -> None:
    members = Member.objects.order_by("pk")
    member = members[which % members.count()]
    deeds.transfer(member=member, organization=cell, on=on, by=small.office)


def _event(which: int) -> LifeEvent | None:
    events = LifeEvent.objects.select_related("member", "counterpart", "arrival").order_by("pk")
    return revoking.together(events[which % events.count()])[-1] if events else None


def revoke(small: Small, which: int) -> None:
    if event := _event(which):
        revoking.revoke(event=event, reason="Nhập nhầm", by=small.office)


def enter_again(small: Small, which: int) -> None:
    if revoked := list(Deed.objects.filter(state=Deed.State.REVOKED).order_by("pk")):
        revoking.enter_again(deed=revoked[which % len(revoked)], by=small.office)


def correct_event(small: Small, which: int, on: date) -> None:
    if event := _event(which):
        facts = correcting.facts_of(event) | {"happened_on": on}
        if "admitted_on" in facts:
            facts["admitted_on"] = on
        correcting.correct_event(event=event, facts=facts, reason="Ghi nhầm ngày", by=small.office)


def act(small: Small, organization: Organization, on: date) -> None:
    facts = {
        "number": f"KT-{Case.objects.count()}",
        "kind": Case.Kind.INSPECTION,
        "basis": Case.Basis.PROGRAMME,
        "body": BODIES.get(organization.kind, Body.CELL),
        "acting_organization": organization,
        "organization": organization,
        "content": "Việc chấp hành quy chế",
        "opened_on": on,
    }
    open_case(facts=facts, by=small.office)


def redate(small: Small, which: int, on: date) -> None:
    """The day of an act, put right."""
    if cases := list(Case.objects.order_by("pk")):
        case = cases[which % len(cases)]
        facts = {name: getattr(case, name) for name in FACTS} | {"opened_on": on}
        correct_case(case=case, facts=facts, seen=facts_seen(case), by=small.office)


def rate(small: Small, which: int, level: int) -> None:
    """One member of a cell on a sheet that can be written on."""
    states = Sheet.State.editable()
    here = Sheet.objects.filter(rating_year__state=RatingYear.State.OPEN, kind__contains="cell", state__in=states)
    sheets = list(here.exclude(path="").select_related("rating_year", "organization").order_by("pk"))
    if sheets and (member := (sheet := sheets[which % len(sheets)]).organization.memberships.order_by("pk").last()):
        rows = {key_of(member.member_id): row(level=level)}
        save_rows(sheet=sheet, rows=rows, version=sheet.version, by=small.office)


def rate_all(small: Small, rating_year: RatingYear) -> None:
    """Each organisation and each member, and half of them approved."""
    for number, sheet in enumerate(rating_year.sheets.exclude(path="").order_by("pk")):
        OrganizationRatingFactory(sheet=sheet, level=Level.GOOD)
        for membership in sheet.organization.memberships.filter(until=None):
            MemberRatingFactory(sheet=sheet, member=membership.member, level=Level.GOOD)
        if number % 2:
            approve(sheet, small.office)


def close(small: Small, rating_year: RatingYear) -> None:
    close_year(rating_year=rating_year, by=small.office, **DECISION)


def reopen(small: Small, rating_year: RatingYear) -> None:
    reopen_year(rating_year=rating_year, by=small.office, **DECISION)


def correct(small: Small, rating_year: RatingYear, some: int) -> None:
    found = differences(RatingYear.objects.get(pk=rating_year.pk))
    keys = together(found, [each.key for each in found[:some]])
    correct_year(rating_year=rating_year, keys=keys, by=small.office, **DECISION)


def take_correction_back(small: Small, rating_year: RatingYear) -> None:
    if correction := to_take_back(RatingYear.objects.get(pk=rating_year.pk)):
        take_back_correction(rating_year=rating_year, number=correction.number, by=small.office, **DECISION)
