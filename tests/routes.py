"""Every route of the site, and for each what it can be asked about: near, in the next branch, in another Bloc."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import SavedView, User
from accounts.policy import Policy
from accounts.roles import Role
from accounts.sign_in.links import password_link
from committees.models import Committee, Office
from exchange.models import Import as SentFile
from inspections.models import Case
from members.models import Deed, Difference, LifeEvent, Likeness, Member, Reconciliation, RecordMerger
from members.persons import lives
from notices.models import Notice
from organizations.models import Assignment, Organization, Reorganization
from organizations.tree import STEP
from ratings.models import (
    Appeal,
    CalibrationSession,
    Edition,
    Import,
    RatingYear,
    ReopeningRequest,
    Rerating,
    YearlyQuestion,
)
from ratings.register import freezing
from reports.models import Plan, Published, Report, Target, Term
from tests import factories, world
from tests.exchange.sent import sent_file
from tests.ratings.appealed import appeals_on
from tests.ratings.requested import request_on
from tests.world import World

YEAR = 2024
# Its rules ask for points and grounds.
SCORED_YEAR = 2025
TERM = "2020-2025"
NOTHING_CARRIED = {
    "founded": [],
    "assigned": {"begun": [], "ended": []},
    "members": {"on": "2024-07-01", "ways": [], "along": [], "turned": [], "events": []},
    "ratings": {"laid": [], "gone": [], "copied": [], "moved": []},
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    name: str
    converters: dict[str, Any]
    policy: Policy | None

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.converters)


def routes(resolver: URLResolver | None = None) -> list[Route]:
    return sorted(_walk((resolver or get_resolver()).url_patterns, "", {}), key=lambda route: route.name)


def _walk(patterns: Iterable[Any], namespace: str, converters: dict[str, Any]) -> Iterator[Route]:
    for pattern in patterns:
        taken = converters | pattern.pattern.converters
        if isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}", taken, getattr(pattern.callback, "policy", None))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, taken)


def without_policy(listed: Iterable[Route]) -> list[str]:
    return [route.name for route in listed if route.policy is None]


@dataclass(frozen=True)
class Place:
    """What is found at one place of the tree."""

    organization: Organization
    member: Member
    case: Case
    user_id: int
    assignment: Assignment
    report: Report
    workbook: Import
    sent: SentFile
    session: CalibrationSession
    view: SavedView
    notice: Notice
    appeal: Appeal
    rerating: Rerating
    reopening: ReopeningRequest
    reorganization: Reorganization
    likeness: Likeness
    merger: RecordMerger
    reconciliation: Reconciliation
    difference: Difference
    event: LifeEvent
    revoked: Deed
    target: Target
    published: Published
    plan: Plan
    question: YearlyQuestion
    deed: Deed
    committee: Committee
    office: Office


@dataclass(frozen=True)
class Records:
    world: World
    term: Term
    places: dict[str, Place]


def build() -> Records:
    """Around the clerk of a cell and the committee above it: their cell, the committee itself, the next branch, far."""
    around = world.build()
    for root in (around.bloc, around.foreign_bloc):
        factories.RatingYearFactory(root=root, year=YEAR)
        factories.RatingYearFactory(root=root, year=SCORED_YEAR, rule_set="qd366")
    term = factories.term(TERM)
    far = factories.user_with(Role.CLERK, around.foreign_cell)
    places = {
        "cell": _place(around.own_cell, around.members["own"], around.users["clerk"], term, around.bloc),
        "committee": _place(around.own, around.members["own_second"], around.users["committee"], term, around.bloc),
        "sibling": _place(
            around.sibling_cell, around.members["sibling"], around.users["sibling_committee"], term, around.bloc
        ),
        "foreign": _place(
            around.foreign_cell,
            around.members["foreign"],
            far,
            factories.term(TERM, around.foreign_bloc),
            around.foreign_bloc,
        ),
    }
    for rating_year in RatingYear.objects.filter(year=YEAR):
        freezing.make(rating_year, Edition.Origin.CLOSING, by=None)
    return Records(around, term, places)


def _place(organization: Organization, member: Member, user: Any, term: Term, bloc: Organization) -> Place:
    leader = factories.user_with(Role.LEADER, bloc)
    # Its file is gone from the folder: who may have it is told so (302), and the trail of downloads stays as it was.
    report = Report.objects.create(
        kind=Report.Kind.TERM,
        term=term,
        organization=bloc,
        requested_by=leader,
        snapshot={},
        snapshot_sha256=f"{organization.pk:064}",
        state=Report.State.DONE,
        file_name="gone.pdf",
        file_sha256=f"{organization.pk:064}",
        finished_at=timezone.now(),
        page_count=1,
    )
    case = factories.CaseFactory(organization=organization, number=f"KT {organization.name}"[:20])
    sheet = factories.SheetFactory(rating_year=bloc.rating_years.get(year=YEAR), organization=organization)
    scored = bloc.rating_years.get(year=SCORED_YEAR)
    factories.SheetFactory(rating_year=scored, organization=organization)
    workbook = Import.objects.create(
        sheet=sheet,
        file_name="phieu.xlsx",
        file_sha256="0" * 64,
        sheet_version=sheet.version,
        contents={"base": sheet.version},
        uploaded_by=user,
    )
    session = CalibrationSession.objects.create(
        rating_year=sheet.rating_year,
        organization=bloc,
        held_on=timezone.localdate(),
        participants="Đồng chí A",
        minutes="So sánh các tổ chức",
        recorded_by=user,
    )
    view = SavedView.objects.create(user=user, place="members", name="Nữ", query="sex=female")
    notice = factories.NoticeFactory(recipient=user, url=sheet.get_absolute_url())
    assignment = user.assignments.get()
    appeal, rerating = appeals_on(sheet, user)
    return Place(
        organization,
        member,
        case,
        user.pk,
        assignment,
        report,
        workbook,
        sent_file(organization, user),
        session,
        view,
        notice,
        appeal,
        rerating,
        request_on(sheet, user),
        _reorganized(organization, user),
        *_of_one_person(member, user),
        *_compared(organization, member, user),
        *_happened(member, user),
        term.targets.get(indicator="admissions"),
        *_told(organization, term, bloc),
        _deed(organization, member, user),
        *_elected(organization, member),
    )


def _deed(organization: Organization, member: Member, user: Any) -> Deed:
    """From and to the place itself, so that whoever acts there stands at both ends."""
    ends = {"source": organization, "target": organization}
    on = timezone.localdate()
    return Deed.objects.create(member=member, kind="transfer", state="offered", on=on, by=user, **ends)


def _of_one_person(member: Member, user: User) -> tuple[Likeness, RecordMerger]:
    """Somebody of the same name in the same place, and a record that was merged into the member's, without a line of
    the trail: who reads all of it would read of this one too."""
    cell = member.memberships.get().organization
    twin = factories.member_of(cell, full_name=member.full_name, birth_date=member.birth_date)
    merged = factories.MemberFactory(full_name=member.full_name, birth_date=member.birth_date)
    pair = Likeness.objects.create(one=member, other=twin)
    told = {
        "before": lives.as_they_are(member, merged),
        "after": lives.as_they_are(member),
        "divided": [],
        "rows": {},
        "facts": {},
    }
    return pair, RecordMerger.objects.create(stayed=member, gone=merged, reason="Một người", by=user, kept=told)


def _compared(organization: Organization, member: Member, user: User) -> tuple[Reconciliation, Difference]:
    upload = sent_file(organization, user)
    made = Reconciliation.objects.create(organization=organization, upload=upload, by=user)
    told = {"full_name": member.full_name, "row": "2", "fact": "sex", "ours": "male", "theirs": "female"}
    return made, made.differences.create(kind="fact", member=member, **told)


def _happened(member: Member, user: User) -> tuple[LifeEvent, Deed]:
    """An exemption that stands, and one that was taken back."""
    there = member.memberships.get().organization
    event = LifeEvent.objects.create(
        member=member, kind="exempted", happened_on=timezone.localdate(), organization=there
    )
    told = {"member": member, "kind": "rest", "on": event.happened_on, "source": there, "by": user}
    deed = Deed.objects.create(
        state="revoked", reason="Nhập nhầm", settled_by=user, settled_at=timezone.now(), facts={"events": []}, **told
    )
    return event, deed


def _told(organization: Organization, term: Term, bloc: Organization) -> tuple[Published, Plan, YearlyQuestion]:
    """All are the root's, whichever place asks."""
    document = f"Báo cáo của {organization.name}"
    said = Published.objects.create(
        root=bloc, indicator="admissions", term=term, qualifier="over", low=700, document=document
    )
    plan = Plan.objects.get_or_create(root=bloc, indicator="admissions", year=YEAR, defaults={"value": 160})[0]
    asked = {"kind": "count", "chapter": "ideology", "first_year": SCORED_YEAR, "number": 1}
    defaults = {"wording": "Buổi tập huấn đã tổ chức", **asked}
    return said, plan, YearlyQuestion.objects.get_or_create(root=bloc, code="asked", defaults=defaults)[0]


def _elected(organization: Organization, member: Member) -> tuple[Committee, Office]:
    since, due_on = date(2020, 6, 1), date(2025, 6, 1)
    committee = Committee.objects.create(organization=organization, since=since, due_on=due_on)
    return committee, Office.objects.create(committee=committee, member=member, kind="secretary", since=since)


def _reorganized(organization: Organization, user: Any) -> Reorganization:
    row = Reorganization.objects.create(kind="rename", on=timezone.localdate(), by=user, kept=NOTHING_CARRIED)
    row.organizations.add(organization)
    return row


Arguments = Callable[[Place], dict[str, Any]]


def _pk_of(what: str) -> Arguments:
    return lambda place: {"pk": getattr(place, what).pk}


OF_A_PLACE: dict[str, Arguments] = {
    **dict.fromkeys(
        (
            "organizations:detail",
            "members:of_organization",
            "committees:of_organization",
            "committees:form",
            "inspections:of_organization",
            "ratings:organization_history",
        ),
        _pk_of("organization"),
    ),
    "organizations:change": lambda place: {"pk": place.organization.pk, "deed": "rename"},
    "members:do": lambda place: {"pk": place.member.pk, "deed": "lend"},
    **dict.fromkeys(
        ("organizations:reorganization", "organizations:undo_reorganization"),
        _pk_of("reorganization"),
    ),
    **dict.fromkeys(
        (
            "exchange:detail",
            "exchange:progress",
            "exchange:rows",
            "exchange:take_table",
            "exchange:choose_columns",
            "exchange:judge",
            "exchange:write",
            "exchange:take_back",
            "exchange:discard",
            "exchange:marked",
        ),
        _pk_of("sent"),
    ),
    **dict.fromkeys(
        (
            "members:detail",
            "members:correct",
            "members:transfer",
            "members:recognize",
            "members:end",
            "committees:of_member",
            "members:merge",
            "inspections:of_member",
            "ratings:member_history",
        ),
        _pk_of("member"),
    ),
    "members:tell_apart": _pk_of("likeness"),
    **dict.fromkeys(
        ("members:reconciliation", "members:reconciliation_download", "members:settle", "members:look_again"),
        _pk_of("reconciliation"),
    ),
    "members:difference": _pk_of("difference"),
    **dict.fromkeys(("members:correct_event", "members:revoke_event"), _pk_of("event")),
    "members:revoked": _pk_of("revoked"),
    "members:merger": _pk_of("merger"),
    **dict.fromkeys(
        (
            "members:deed",
            "members:accept",
            "members:refuse",
            "members:withdraw",
            "members:correct_plan",
            "members:carry_out",
        ),
        _pk_of("deed"),
    ),
    **dict.fromkeys(
        (
            "inspections:detail",
            "inspections:correct",
            "inspections:conclude",
            "inspections:add_discipline",
        ),
        _pk_of("case"),
    ),
    **dict.fromkeys(
        (
            "organizations:user",
            "organizations:disable_user",
            "organizations:enable_user",
            "organizations:make_link",
            "organizations:assign",
        ),
        lambda place: {"pk": place.user_id},
    ),
    "organizations:letterhead": lambda place: {"pk": Organization.objects.get(path=place.organization.path[:STEP]).pk},
    "organizations:end_assignment": _pk_of("assignment"),
    **dict.fromkeys(("accounts:usual_view", "accounts:delete_view"), _pk_of("view")),
    **dict.fromkeys(
        ("committees:detail", "committees:add", "committees:correct", "committees:revoke"), _pk_of("committee")
    ),
    **dict.fromkeys(
        ("committees:end_office", "committees:correct_office", "committees:revoke_office", "committees:resume_office"),
        _pk_of("office"),
    ),
    "notices:open": _pk_of("notice"),
    "ratings:appeal": lambda place: {"year": YEAR, "pk": place.appeal.pk},
    **dict.fromkeys(
        ("ratings:reopening_request", "ratings:take_back"), lambda place: {"year": YEAR, "pk": place.reopening.pk}
    ),
    "ratings:rerating": lambda place: {"year": YEAR, "pk": place.rerating.pk},
    "ratings:row": lambda place: {"year": SCORED_YEAR, "organization": place.organization.pk, "key": "own"},
    "ratings:calibration_minutes": lambda place: {"year": YEAR, "session": place.session.pk},
    **dict.fromkeys(
        (
            "ratings:change_question",
            "ratings:version_question",
            "ratings:retire_question",
            "ratings:take_out_question",
            "ratings:move_question",
        ),
        _pk_of("question"),
    ),
    **dict.fromkeys(
        (
            "reports:detail",
            "reports:progress",
            "reports:cancel",
            "reports:download",
        ),
        _pk_of("report"),
    ),
    **dict.fromkeys(("reports:change_published", "reports:remove_published"), _pk_of("published")),
    "reports:remove_plan": _pk_of("plan"),
    **dict.fromkeys(
        ("reports:change_target", "reports:remove_target"), lambda place: {"code": TERM, "pk": place.target.pk}
    ),
}
OF_NO_PLACE: dict[str, dict[str, Any]] = {
    "help_topic": {"slug": "sheet"},
    "exchange:upload": {"kind": "organizations"},
    "exchange:template": {"kind": "organizations"},
    "reports:dashboard": {"code": TERM},
    "reports:term": {"code": TERM},
    "reports:change_term": {"code": TERM},
    "reports:end_term": {"code": TERM},
    "reports:take_ending_back": {"code": TERM},
    "reports:add_target": {"code": TERM},
    "reports:levels": {"code": TERM},
    "reports:download_levels": {"code": TERM},
    "ratings:edition": {"year": YEAR, "number": 1},
    "ratings:take_back_correction": {"year": YEAR, "number": 1},
    "reports:figure": {"code": TERM, "indicator": "admissions", "year": "2020"},
    "reports:download_records": {"code": TERM, "indicator": "admissions", "year": "2020"},
}


def _asks(route: Route) -> Arguments | dict[str, Any] | None:
    """A year, and a year with an organisation, mean the same on every route; a bare `pk` has to be told."""
    if route.parameters == ("year",):
        return {"year": YEAR}
    if route.parameters == ("year", "organization"):
        return lambda place: {"year": YEAR, "organization": place.organization.pk}
    if route.parameters == ("year", "organization", "pk"):
        return lambda place: {"year": YEAR, "organization": place.organization.pk, "pk": place.workbook.pk}
    return OF_NO_PLACE.get(route.name) or OF_A_PLACE.get(route.name)


def addresses(route: Route, records: Records) -> dict[str, str]:
    """By place ("" where there is none). A route that takes something unknown must be told of here first."""
    if not route.parameters:
        return {"": reverse(route.name)}
    if route.name == "accounts:set_password":
        return {"": password_link(records.world.users["clerk"])}
    asked = _asks(route)
    if callable(asked):
        return {name: reverse(route.name, kwargs=asked(place)) for name, place in records.places.items()}
    return {"": reverse(route.name, kwargs=asked)}


def arguments(route: Route, place: Place) -> dict[str, Any]:
    asked = _asks(route) or {}
    return asked(place) if callable(asked) else asked


def unknown(listed: Iterable[Route]) -> list[str]:
    """Routes that take arguments of which nothing is said above."""
    told = [route.name for route in listed if route.parameters and _asks(route) is None]
    return [name for name in told if name != "accounts:set_password"]
