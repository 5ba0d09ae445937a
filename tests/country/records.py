"""What was done there, in bulk: sheets and ratings of a year, accounts, cases, the trail, reports, notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import Role
from accounts.trail.record import verb_words
from inspections.models import Body, Case
from members.models import Deed, Member, Membership
from notices.models import Notice
from organizations.models import Assignment, Organization
from ratings.counts.measures import count
from ratings.levels import Level
from ratings.models import Appeal, MemberRating, OrganizationRating, RatingYear, Sheet, Tally, WorkResult
from ratings.models.work import QUESTIONS
from ratings.sheets import since_submission
from reports.models import Report
from tests.country.people import name_of, written

State = Sheet.State
# Of ten sheets.
STATES = (State.APPROVED, State.SUBMITTED, State.DRAFT, State.RETURNED, State.SUBMITTED, *(State.APPROVED,) * 5)
LEVELS = (Level.EXCELLENT, Level.GOOD, Level.GOOD, Level.GOOD, Level.COMPLETED)
SUSPICION = Case.Basis.SUSPECTED_VIOLATION
BODIES = (Body.SUPERIOR_COMMITTEE, Body.SUPERIOR_COMMISSION, Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMISSION)


def sheets(year: RatingYear, places: Iterable[Organization], by: User) -> None:
    """Of each organisation, with its own level, its members' and, of a committee, its work; tallies as approved."""
    made = written(Sheet, (_sheet(year, place, by, at) for at, place in enumerate(places)))
    written(OrganizationRating, (OrganizationRating(sheet=each, level=_level(at)) for at, each in enumerate(made)))
    written(WorkResult, (_work(each, at) for at, each in enumerate(made) if not each.organization.is_cell))
    of_cell = {each.organization_id: each.pk for each in made}
    belonging = Membership.objects.filter(organization__in=[*of_cell]).order_by("pk")
    written(
        MemberRating,
        (
            MemberRating(sheet_id=of_cell[place], member_id=member, level=_level(member))
            for place, member in belonging.values_list("organization", "member").iterator()
        ),
    )
    written(Tally, _tallies(made))


def appeals(year: RatingYear, places: Iterable[Organization], by: User) -> None:
    """Against the own level of each; none is answered."""
    on = Sheet.objects.filter(rating_year=year, organization__in=[*places]).order_by("pk")
    written(Appeal, (_appeal(sheet, by) for sheet in on))


def deeds(members: Iterable[Member], places: Sequence[Organization], by: User) -> None:
    """Every other member is sent elsewhere, every other is to be moved."""
    written(Deed, (_deed(member, places[at % len(places)], by, at) for at, member in enumerate(members)))


def _deed(member: Member, place: Organization, by: User, number: int) -> Deed:
    """The planned ones were not done on their day."""
    state, reason = ((Deed.State.OFFERED, ""), (Deed.State.PLANNED, "Chi bộ đã kết thúc"))[number % 2]
    on = timezone.localdate() - timedelta(days=number % 100)
    ends = {"source": place, "target": place}
    return Deed(member=member, kind=Deed.Kind.TRANSFER, state=state, on=on, by=by, reason=reason, **ends)


def _appeal(sheet: Sheet, by: User) -> Appeal:
    asked = {"asker": Appeal.Asker.ORGANIZATION, "request": "Xếp loại lại", "grounds": "Có biên bản"}
    return Appeal(sheet=sheet, received_on=date(2025, 1, 10), recorded_by=by, **asked)


def _sheet(year: RatingYear, place: Organization, by: User, number: int) -> Sheet:
    state, day = STATES[number % 10], timezone.now() - timedelta(days=30 + number % 10)
    sheet = Sheet(rating_year=year, organization=place, state=state)
    sheet.stand(place)
    if state in (State.SUBMITTED, State.APPROVED):
        sheet.submitted_at, sheet.submitted_by = day, by
    if state == State.APPROVED:
        sheet.approved_at, sheet.approved_by = day, by
        sheet.decision_number, sheet.decided_on = f"{number}-QĐ/ĐU", day.date()
    sheet.return_reason = "Còn thiếu số liệu" if state == State.RETURNED else ""
    return sheet


def _level(number: int) -> Level | None:
    """One in twenty is still empty."""
    return None if number % 20 == 0 else LEVELS[number % 5]


def _work(sheet: Sheet, number: int) -> WorkResult:
    answers: dict[str, Any] = {name: 90 for name, question in QUESTIONS.items() if question.kind.is_number}
    answers |= {"political_task_level": LEVELS[number % 5], "ethics_standards": number % 9 > 0}
    return WorkResult(sheet=sheet, **answers | {"revenue": 95 + number % 20})


def _tallies(made: Sequence[Sheet]) -> Iterator[Tally]:
    years = {each.rating_year_id for each in made}
    approved = Sheet.objects.approved().filter(rating_year__in=years, tallies=None)
    for pk, counted in count(approved).items():
        yield from (Tally(sheet_id=pk, version=1, measure=measure, value=value) for measure, value in counted.items())


def accounts(numbers: range, places: Sequence[Organization]) -> list[User]:
    users = written(User, map(_account, numbers))
    written(
        Assignment,
        (
            Assignment(user=user, role=Role.CLERK, organization=places[at % len(places)], since=date(2015, 1, 1))
            for at, user in enumerate(users)
        ),
    )
    return users


def _account(number: int) -> User:
    username = f"nguoi-{number}"
    signed_in = None if number % 9 == 0 else timezone.now() - timedelta(days=number % 200)
    return User(username=username, username_key=username, full_name=name_of(number), password="!", last_login=signed_in)


def cases(numbers: range, bloc: Organization, places: Sequence[Organization], members: Sequence[Member]) -> None:
    """Every third is of a member; one in ten is under way."""
    belongs = dict(Membership.objects.filter(member__in=[*members[:3000]]).values_list("member", "organization"))
    written(Case, (_case(number, bloc, places, members[number % len(belongs)], belongs) for number in numbers))


def _case(
    number: int, bloc: Organization, places: Sequence[Organization], member: Member, belongs: dict[int, int]
) -> Case:
    is_open, of_member = number % 10 == 0, number % 3 == 0
    opened = date(2018 + number % 7, 1 + number % 12, 1 + number % 28)
    return Case(
        number=f"KT-{number:06}",
        kind=Case.Kind.INSPECTION,
        basis=(Case.Basis.PROGRAMME, SUSPICION)[number % 2],
        body=BODIES[number % 4],
        acting_organization=bloc,
        member=member if of_member else None,
        organization_id=belongs[member.pk] if of_member else places[number % len(places)].pk,
        content=f"Việc chấp hành quy chế làm việc, lần {number}",
        opened_on=opened,
        concluded_on=None if is_open else opened + timedelta(days=20),
        violation_found=None if is_open else False,
    )


def trail(numbers: range, users: Sequence[User]) -> None:
    # A change of the register names whom it added or took off, which these lines do not.
    verbs, now = sorted(verb_words().keys() - {since_submission.VERB}), timezone.now()
    written(AuditEvent, (_line(number, verbs, users, now) for number in numbers))


def _line(number: int, verbs: Sequence[str], users: Sequence[User], now: datetime) -> AuditEvent:
    who = users[number % len(users)]
    return AuditEvent(
        at=now - timedelta(minutes=number),
        actor=who,
        verb=verbs[number % len(verbs)],
        target_type=("accounts.user", "ratings.sheet", "members.member")[number % 3],
        target_id=str(number),
        target_label=name_of(number),
        data={"address": f"10.0.{number % 200}.{number % 250}"},
    )


def reports(numbers: range, year: RatingYear, places: Sequence[Organization], by: User) -> None:
    rows = (
        Report(
            kind=Report.Kind.YEAR,
            rating_year=year,
            organization=places[number % len(places)],
            requested_by=by,
            requested_at=timezone.now() - timedelta(hours=number),
            snapshot={},
            snapshot_sha256=f"{number:064}",
            state=Report.State.DONE,
            file_name=f"{number}.pdf",
            file_sha256=f"{number:064}",
            finished_at=timezone.now(),
            page_count=3,
        )
        for number in numbers
    )
    written(Report, rows)


def notices(numbers: range, reader: User) -> None:
    now = timezone.now()
    said = {
        "year": 2024,
        "name": "Chi bộ",
        "by": "Người Duyệt",
        "decision_number": "31-QĐ/ĐU",
        "decided_on": "2024-12-28",
    }
    rows = (
        Notice(
            recipient=reader,
            kind="sheet.approve",
            key=f"sheet.approve:{number}",
            url="/",
            data=said,
            at=now - timedelta(hours=number),
            read_at=now if number % 2 else None,
        )
        for number in numbers
    )
    written(Notice, rows)
