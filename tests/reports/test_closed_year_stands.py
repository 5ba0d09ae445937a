"""No figure of a closed year moves: every reader, and every kind of late entry (public reports of moved figures)."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from inspections.models import Case
from members.models import LifeEvent, Membership
from organizations.models import Change, Organization, Sector
from organizations.places import settle
from ratings import roster
from ratings.models import Edition, RatingYear
from ratings.progress.board import progress_of
from ratings.register import freezing
from ratings.summary import lists
from ratings.summary.form import summary_of
from ratings.summary.official import official_counts
from reports.indicators.catalogue import BY_CODE
from reports.models import Term
from reports.scorecard import annex, records
from reports.scorecard.build import scorecard
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
YEAR = 2019
TERM = "2015-2020"


@pytest.fixture
def world():
    """2019, closed: one admission, one act, an approved cell of two, a committee of another sector."""
    bloc = worlds.bloc()
    for organization in (bloc.agency, bloc.enterprise):
        worlds.sheet(bloc, organization, YEAR, level=3)
    worlds.sheet(bloc, bloc.agency_cell, YEAR, level=3, members={3: 2})
    worlds.admit(bloc.agency_cell, YEAR)
    factories.CaseFactory(organization=bloc.agency_cell, opened_on=date(YEAR, 4, 4))
    freezing.make(worlds.rating_year_of(YEAR), Edition.Origin.CLOSING, by=None)
    return bloc


def _scorecard(bloc) -> str:
    out = StringIO()
    call_command("figures", term=TERM, format="json", stdout=out)
    return out.getvalue()


def _scorecard_of_committee(bloc) -> str:
    return repr(scorecard(Term.objects.get(code=TERM), Organization.objects.get(pk=bloc.agency.pk)).lines)


def _annex(bloc) -> object:
    read = annex.read(bloc.bloc, Term.objects.get(code=TERM), timezone.localdate())
    return read.events, read.acts, [sector.years for sector in read.sectors]


def _summary(bloc) -> object:
    found = summary_of(worlds.rating_year_of(YEAR), bloc.bloc)
    return found.organizations, found.sectors, found.members, found.causes, found.waiting


def _summary_of_committee(bloc) -> object:
    found = summary_of(worlds.rating_year_of(YEAR), Organization.objects.get(pk=bloc.agency.pk))
    return found.organizations, found.members


def _official(bloc) -> object:
    return official_counts(worlds.rating_year_of(YEAR), bloc.bloc)


def _board(bloc) -> object:
    year = worlds.rating_year_of(YEAR)
    listed = progress_of(year, list(roster.rated_organizations(year).order_by("pk")))
    return [(each.organization.pk, each.filled, each.total) for each in listed]


def _not_entered(bloc) -> object:
    chosen = lists.ListFilter(worlds.rating_year_of(YEAR), bloc.bloc, of="empty")
    members = lists.members_not_entered(chosen).values_list("member", flat=True)
    return set(members), set(lists.organizations_not_entered(chosen).values_list("pk", flat=True))


def _acts_by_body(bloc) -> object:
    source = BY_CODE["commission_inspected_orgs"].source
    return records.by_body(records.acts(source, [YEAR], bloc.bloc, timezone.localdate()))


READERS = (
    _scorecard,
    _scorecard_of_committee,
    _annex,
    _summary,
    _summary_of_committee,
    _official,
    _board,
    _not_entered,
    _acts_by_body,
)


def _late_admission(bloc) -> None:
    worlds.admit(bloc.agency_cell, YEAR)


def _admission_taken_out(bloc) -> None:
    LifeEvent.objects.all().delete()


def _admission_of_another_year(bloc) -> None:
    LifeEvent.objects.update(happened_on=date(YEAR - 1, 6, 1))


def _backdated_transfer(bloc) -> None:
    member = worlds.people(bloc, bloc.agency_cell, 1)[0]
    Membership.objects.filter(member=member).update(until=date(YEAR, 6, 1))
    factories.MembershipFactory(member=member, organization=bloc.lone_cell, since=date(YEAR, 6, 1))


def _late_member(bloc) -> None:
    factories.member_of(bloc.agency_cell)


def _late_act(bloc) -> None:
    factories.CaseFactory(organization=bloc.agency, opened_on=date(YEAR, 5, 10))


def _act_changed(bloc) -> None:
    Case.objects.update(basis=Case.Basis.SUSPECTED_VIOLATION)


def _backdated_move(bloc) -> None:
    _move(bloc, date(YEAR, 3, 1))


def _move_of_today(bloc) -> None:
    _move(bloc, timezone.localdate())


def _move(bloc, on: date) -> None:
    Change.objects.create(organization=bloc.agency_cell, on=on, parent=bloc.enterprise)
    settle([bloc.agency_cell.pk])


def _other_sector(bloc) -> None:
    sector = Sector.objects.get(code="front")
    Change.objects.create(organization=bloc.agency, on=date(YEAR, 3, 1), sector=sector)
    settle([bloc.agency.pk])


def _late_founding(bloc) -> None:
    factories.committee(bloc.bloc)


LATE = (
    _late_admission,
    _admission_taken_out,
    _admission_of_another_year,
    _backdated_transfer,
    _late_member,
    _late_act,
    _act_changed,
    _backdated_move,
    _move_of_today,
    _other_sector,
    _late_founding,
)


@pytest.mark.parametrize("late", LATE, ids=lambda late: late.__name__)
def test_no_reader_of_a_closed_year_sees_what_is_entered_later(world, late):
    before = {reader.__name__: reader(world) for reader in READERS}
    late(world)
    after = {reader.__name__: reader(world) for reader in READERS}
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.parametrize("late", [each for each in LATE if each != _move_of_today], ids=lambda late: late.__name__)
def test_the_same_entry_moves_some_figure_of_a_year_that_is_open(world, late):
    """Else the table above would prove nothing."""
    RatingYear.objects.update(state=RatingYear.State.OPEN)
    before = [reader(world) for reader in READERS]
    late(world)
    assert before != [reader(world) for reader in READERS]


def test_a_reopened_year_makes_events_provisional_only_where_they_are_no_longer_what_they_were(world):
    RatingYear.objects.update(state=RatingYear.State.OPEN)
    assert not _admissions_of(world)["provisional"]
    _late_admission(world)
    assert _admissions_of(world)["provisional"]


def _admissions_of(world) -> dict:
    card = json.loads(_scorecard(world))
    line = next(each for each in card["indicators"] if each["code"] == "admissions")
    return next(each for each in line["years"] if each["year"] == YEAR)
