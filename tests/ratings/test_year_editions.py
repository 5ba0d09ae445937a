"""What a year is when it is closed is kept, edition by edition; a number is never given twice."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Case
from members.models import LifeEvent, Membership
from ratings.models import Edition, RatingYear, YearAct, YearEvent, YearMembership, YearPlace
from ratings.register import freezing
from ratings.register.tables import TABLES
from ratings.years import actions
from tests import factories
from tests.ratings import appealed, sheets

pytestmark = pytest.mark.django_db
REOPENED = {"decision_number": "9-QĐ/ĐUK", "decided_on": date(2025, 3, 3), "reason": "Xem lại một phiếu"}


@pytest.fixture
def office(world):
    return world.users["bloc_office"]


@pytest.fixture
def lived(world, year):
    """An admission and an act of 2024."""
    event = LifeEvent.objects.create(
        member=world.members["own"],
        kind=LifeEvent.Kind.ADMITTED,
        happened_on=date(2024, 5, 2),
        organization=world.own_cell,
    )
    act = factories.CaseFactory(organization=world.own, opened_on=date(2024, 7, 1))
    return event, act


def test_closing_keeps_places_with_sheets_members_events_and_acts(world, year, office, lived):
    sheets.close_year(year, office)
    edition = Edition.objects.get(rating_year=year)
    assert (edition.number, edition.origin, edition.made_by) == (1, "closing", office)
    assert (edition.decision_number, edition.reason) == ("12-QĐ/ĐU", "Hết thời hạn")
    place = YearPlace.objects.get(organization=world.own_cell)
    assert (place.path, place.parent, place.name) == (world.own_cell.path, world.own, world.own_cell.name)
    assert (place.sheet, place.sheet_version) == (sheets.sheet_of(world.own_cell), 1)
    assert not YearPlace.objects.filter(organization=world.bloc).exists()
    kept = YearMembership.objects.filter(organization=world.own_cell)
    assert list(kept.values_list("member", "path")) == [(world.members["own"].pk, world.own_cell.path)]
    event, act = lived
    assert list(YearEvent.objects.values_list("source", "path")) == [(event.pk, world.own_cell.path)]
    assert list(YearAct.objects.values_list("source", "path")) == [(act.pk, world.own.path)]


def test_an_edition_takes_over_what_changed_and_the_one_before_stays(world, year, office, lived):
    sheets.close_year(year, office)
    actions.reopen_year(rating_year=year, by=office, **REOPENED)
    lived[0].delete()
    Membership.objects.filter(member=world.members["own"]).update(organization=world.own_second_cell)
    Case.objects.update(basis=Case.Basis.DUTY)
    sheets.close_year(year, office)
    assert list(year.editions.values_list("number", "undone_at")) == [(1, None), (2, None)]
    assert (YearEvent.objects.at(1).count(), YearEvent.objects.at(2).count()) == (1, 0)
    of_member = YearMembership.objects.filter(member=world.members["own"])
    assert of_member.at(1).get().organization == world.own_cell
    assert of_member.at(2).get().organization == world.own_second_cell
    assert [YearAct.objects.at(number).get().basis for number in (1, 2)] == ["programme", "duty"]
    unchanged = YearPlace.objects.filter(organization=world.own_cell)
    assert list(unchanged.values_list("since", "until")) == [(1, None)]


def test_an_edition_whose_closing_was_taken_back_stays_marked_and_numbers_go_on(world, year, office):
    sheets.close_year(year, office)
    assert actions.undo_closing(rating_year=year, by=office)
    sheets.close_year(year, office)
    assert [(each.number, each.undone_at is None) for each in year.editions.all()] == [(1, False), (2, True)]


def test_a_level_set_anew_after_closing_makes_an_edition_with_the_new_version_of_the_sheet(world, year, office):
    approved = appealed.approved(world)
    sheets.close_year(year, office)
    appealed.rerated(world, approved)
    newest = year.editions.last()
    assert (newest.number, newest.origin, newest.made_by) == (2, "rerating", world.users["committee"])
    versions = YearPlace.objects.filter(organization=world.own_cell)
    assert versions.at(2).get().sheet_version == versions.at(1).get().sheet_version + 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model.__name__)
def test_what_is_kept_is_never_changed_or_deleted(world, year, office, lived, table):
    sheets.close_year(year, office)
    kept = table.model.objects.all()
    for deed in (kept.delete, lambda: kept.update(path="0001"), kept.first().save):
        with pytest.raises(TypeError, match="closed year"):
            deed()


def test_an_edition_costs_the_same_however_many_belong(world, year, office):
    costs = []
    for number in (1, 20):
        for _each in range(number):
            factories.member_of(world.own_cell)
        with CaptureQueriesContext(connection) as queries:
            freezing.make(RatingYear.objects.get(pk=year.pk), Edition.Origin.CLOSING, by=office)
        costs.append(len(queries))
    assert costs[0] == costs[1]
