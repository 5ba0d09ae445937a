"""The cases of the demo data: the body that acted was there, and so was the subject."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from inspections.models import Body, Case, Discipline
from members.models import Membership
from tests.demo.loaded.rows import ACTS, TERM, OrganizationKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def test_acts_fall_on_no_more_than_81_grassroots_organizations():
    inspected = Case.objects.filter(ACTS["committee_inspected"], member=None, opened_on__year__in=TERM)
    subjects = inspected.values_list("organization", flat=True)
    assert len(set(subjects)) <= 81
    assert set(inspected.values_list("organization__kind", flat=True)) == set(OrganizationKind.grassroots())


def test_the_body_that_acted_was_there():
    bloc_bodies = [Body.SUPERIOR_COMMITTEE, Body.SUPERIOR_STANDING, Body.SUPERIOR_ADVISORY, Body.SUPERIOR_COMMISSION]
    by_bloc = Case.objects.filter(body__in=bloc_bodies)
    for case in by_bloc.select_related("acting_organization"):
        assert case.acting_organization.kind == OrganizationKind.ROOT
        assert (case.opened_on < date(2019, 7, 1)) == (case.acting_organization.closed_on is not None)
    by_grassroots = Case.objects.filter(body__in=[Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMISSION])
    for case in by_grassroots.select_related("acting_organization", "organization"):
        assert case.acting_organization.kind == OrganizationKind.GRASSROOTS_COMMITTEE
        assert case.organization.path.startswith(case.acting_organization.path)
    assert not Case.objects.filter(body=Body.CELL).exclude(acting_organization=F("organization")).exists()


def test_a_member_was_inspected_where_the_member_belonged():
    for case in Case.objects.exclude(member=None)[::10]:
        assert (
            Membership.objects.on(case.opened_on)
            .filter(member=case.member_id, organization=case.organization_id)
            .exists()
        )


def test_cases_of_the_past_are_concluded_and_some_of_now_are_open():
    weeks_ago = timezone.localdate() - timedelta(weeks=8)
    assert not Case.objects.filter(opened_on__lt=weeks_ago, concluded_on=None).exists()
    assert Case.objects.filter(opened_on__gte=weeks_ago, concluded_on=None).exists()
    decided = Discipline.objects.select_related("case")
    assert all(row.case.discipline_applied and row.case.member_id == row.member_id for row in decided)
    assert Case.objects.filter(discipline_applied=True).count() == len(decided)
