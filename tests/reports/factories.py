"""Rows of reports for tests that look at the job, not at what is in it."""

from factory import LazyAttribute, Sequence, SubFactory, django

from accounts.roles import Role
from organizations.models import Organization
from reports.models import Report
from tests import factories
from tests.factories import OrganizationFactory, user_with


class ReportFactory(django.DjangoModelFactory):
    class Meta:
        model = Report

    organization = SubFactory(OrganizationFactory, kind=Organization.Kind.ROOT)
    requested_by = LazyAttribute(lambda report: user_with(Role.OFFICE, report.organization))
    snapshot: dict = {}
    snapshot_sha256 = Sequence(lambda n: f"{n:064}")


def term_report(code: str = "2015-2020", **values) -> Report:
    return ReportFactory(kind=Report.Kind.TERM, term=factories.term(code), **values)
