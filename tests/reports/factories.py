"""Rows of reports for tests that look at the job, not at what is in it."""

from factory import Sequence, SubFactory, django

from organizations.models import Organization
from reports.models import Term, TermReport
from tests.factories import OrganizationFactory, UserFactory


class TermReportFactory(django.DjangoModelFactory):
    class Meta:
        model = TermReport

    organization = SubFactory(OrganizationFactory, kind=Organization.Kind.BLOC)
    requested_by = SubFactory(UserFactory)
    snapshot: dict = {}
    snapshot_sha256 = Sequence(lambda n: f"{n:064}")


def term_report(code: str = "2015-2020", **values) -> TermReport:
    return TermReportFactory(term=Term.objects.get(code=code), **values)
