"""A Bloc of two committees with a cell each and a lone cell, whose sheets say exactly what a test needs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from members.models import LifeEvent, Member
from organizations.models import Organization
from ratings.counts.measures import freeze
from ratings.levels import Level
from ratings.models import RatingYear, Sheet
from reports.models import Term
from tests import factories

NOON = datetime(2025, 1, 15, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
AS_OF = date(2025, 1, 15)


@dataclass
class Bloc:
    bloc: Organization
    agency: Organization
    agency_cell: Organization
    enterprise: Organization
    lone_cell: Organization
    approver: User
    members: dict[int, list[Member]] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Organization, ...]:
        return self.agency, self.agency_cell, self.enterprise, self.lone_cell


def bloc() -> Bloc:
    root = factories.OrganizationFactory(name="Đảng bộ Khối thử nghiệm")
    factories.terms(root)
    agency = factories.committee(root, name="Đảng bộ Sở Bình Minh")
    return Bloc(
        bloc=root,
        agency=agency,
        agency_cell=factories.cell(agency, name="Chi bộ Kế toán Bình Minh"),
        enterprise=factories.committee(root, "enterprises", name="Đảng bộ Công ty Hoàng Hôn"),
        lone_cell=factories.grassroots_cell(root, "front", name="Chi bộ Hội Trăng Non"),
        approver=factories.UserFactory(),
    )


def term(code: str = "2020-2025") -> Term:
    return factories.term(code)


def rating_year(year: int, state: RatingYear.State = RatingYear.State.CLOSED, **kwargs) -> RatingYear:
    rules = "hd21" if 2019 <= year < 2023 else "qd124"
    return factories.RatingYearFactory(year=year, state=state, rule_set=rules, **kwargs)


def sheet(
    world: Bloc,
    organization: Organization,
    year: int,
    *,
    approved: bool = True,
    level: Level | None = None,
    members: dict[Level, int] | None = None,
    work: dict | None = None,
) -> Sheet:
    """`members`: how many of each level; people are made as needed and rated again every year."""
    made = factories.SheetFactory(rating_year=rating_year_of(year), organization=organization)
    if level is not None:
        factories.OrganizationRatingFactory(sheet=made, level=level)
    if members:
        levels = [level for level, count in members.items() for _each in range(count)]
        for member, each in zip(people(world, organization, len(levels)), levels, strict=True):
            factories.MemberRatingFactory(sheet=made, member=member, level=each)
    if work:
        factories.WorkResultFactory(sheet=made, **work)
    if approved:
        approve(made, world.approver)
    return made


def rating_year_of(year: int) -> RatingYear:
    return RatingYear.objects.filter(year=year).first() or rating_year(year)


def approve(made: Sheet, by: User) -> None:
    Sheet.objects.filter(pk=made.pk).update(
        state=Sheet.State.APPROVED, submitted_at=NOON, submitted_by=by, approved_at=NOON, approved_by=by
    )
    freeze(made, made.version)


def people(world: Bloc, organization: Organization, count: int) -> list[Member]:
    known = world.members.setdefault(organization.pk, [])
    known.extend(factories.member_of(organization) for _each in range(count - len(known)))
    return known[:count]


def admit(organization: Organization, year: int, count: int = 1) -> None:
    for _each in range(count):
        day = date(year, 6, 1)
        member = factories.member_of(organization, admitted_on=day, official_on=None)
        LifeEvent.objects.create(
            member=member,
            kind=LifeEvent.Kind.ADMITTED,
            happened_on=day,
            organization=organization,
            decision_number=f"{member.pk}-QĐ/ĐUK",
        )
