"""Small worlds for tests: real rows through the models, names that are nobody's."""

from datetime import date

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from accounts.models import User
from accounts.roles import Role
from demo import resolutions
from inspections.models import Body, Case
from members.models import Member, Membership
from notices.models import Notice
from organizations.actions import next_path
from organizations.models import Assignment, Organization, Sector
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, WorkResult
from reports.models import Target, Term

PASSWORD = "mat-khau-thu-nghiem"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Người Dùng {n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    code = factory.Sequence(lambda n: f"TC{n:04}")
    name = factory.Sequence(lambda n: f"Tổ chức thử {n}")
    kind = Organization.Kind.ROOT
    parent = None
    path = factory.LazyAttribute(lambda o: next_path(o.parent))
    opened_on = date(2010, 1, 1)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory)
    since = date(2015, 1, 1)


def user_with(role: Role, organization: Organization) -> User:
    return AssignmentFactory(role=role, organization=organization).user


def committee(parent: Organization, sector: str = "party", **kwargs) -> Organization:
    return OrganizationFactory(
        kind=Organization.Kind.GRASSROOTS_COMMITTEE, parent=parent, sector=Sector.objects.get(code=sector), **kwargs
    )


def grassroots_cell(parent: Organization, sector: str = "party", **kwargs) -> Organization:
    return OrganizationFactory(
        kind=Organization.Kind.GRASSROOTS_CELL, parent=parent, sector=Sector.objects.get(code=sector), **kwargs
    )


def cell(parent: Organization, **kwargs) -> Organization:
    return OrganizationFactory(kind=Organization.Kind.SUBORDINATE_CELL, parent=parent, **kwargs)


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    # Above every number that a test writes out, however many members the tests before it made.
    code = factory.Sequence(lambda n: f"DV{100_000 + n}")
    full_name = factory.Sequence(lambda n: f"Đảng Viên {n}")
    sex = Member.Sex.FEMALE
    birth_date = date(1980, 5, 17)
    admitted_on = date(2005, 3, 3)
    official_on = date(2006, 3, 3)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    member = factory.SubFactory(MemberFactory)
    since = date(2010, 1, 1)


def member_of(organization: Organization, **kwargs) -> Member:
    return MembershipFactory(organization=organization, member=MemberFactory(**kwargs)).member


class NoticeFactory(DjangoModelFactory):
    """Of a sheet that was approved; without a place, the recipient's to read."""

    class Meta:
        model = Notice

    kind = "sheet.approve"
    key = factory.Sequence(lambda n: f"sheet.approve:{n}")
    url = "/"

    @factory.lazy_attribute_sequence
    def data(self, n: int) -> dict:
        said = {"year": 2024, "name": f"Chi bộ {n}", "by": "Người Duyệt"}
        return {**said, "decision_number": "31-QĐ/ĐU", "decided_on": "2024-12-28"}


def first_root() -> Organization:
    return Organization.objects.filter(parent=None).order_by("path").first() or OrganizationFactory()


def root_of(organization: Organization) -> Organization:
    return Organization.objects.get(path=organization.path[:4])


def terms(root: Organization) -> None:
    """Both of the demo data's, with their targets."""
    made = resolutions.terms(root)
    for term in made:
        term.pk = None
        term.save()
    resolved = resolutions.targets(made)
    for target in resolved:
        target.pk = None
    Target.objects.bulk_create(resolved)


def term(code: str = "2020-2025", root: Organization | None = None) -> Term:
    of = root or first_root()
    if not of.terms.exists():
        terms(of)
    return of.terms.get(code=code)


class RatingYearFactory(DjangoModelFactory):
    class Meta:
        model = RatingYear
        django_get_or_create = ("root", "year")

    root = factory.LazyFunction(first_root)
    year = 2024
    state = RatingYear.State.OPEN
    rule_set = "qd124"
    opens_on = factory.LazyAttribute(lambda o: date(o.year, 11, 15))
    cells_due_on = factory.LazyAttribute(lambda o: date(o.year, 12, 20))
    grassroots_due_on = factory.LazyAttribute(lambda o: date(o.year + 1, 1, 10))
    closes_on = factory.LazyAttribute(lambda o: date(o.year + 1, 2, 28))


class SheetFactory(DjangoModelFactory):
    class Meta:
        model = Sheet

    rating_year = factory.SubFactory(
        RatingYearFactory, root=factory.LazyAttribute(lambda o: root_of(o.factory_parent.organization))
    )


class MemberRatingFactory(DjangoModelFactory):
    class Meta:
        model = MemberRating


class OrganizationRatingFactory(DjangoModelFactory):
    class Meta:
        model = OrganizationRating


class WorkResultFactory(DjangoModelFactory):
    class Meta:
        model = WorkResult


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case

    number = factory.Sequence(lambda n: f"KT-{n:04}")
    kind = Case.Kind.INSPECTION
    basis = Case.Basis.PROGRAMME
    body = Body.SUPERIOR_COMMISSION
    acting_organization = factory.LazyAttribute(lambda o: Organization.objects.get(path=o.organization.path[:4]))
    content = "Việc chấp hành quy chế làm việc"
    opened_on = date(2023, 5, 5)
