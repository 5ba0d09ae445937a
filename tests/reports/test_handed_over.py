"""A root whose organisations were handed over and which then ended tells of its terms what it told before."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.deeds import changing, moving
from organizations.deeds.decision import Decision
from ratings.levels import Level
from reports.indicators.catalogue import BY_CODE
from reports.scorecard import annex, records
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db

ENDED = date(2025, 3, 1)
TODAY = date(2025, 7, 1)


@pytest.fixture
def world() -> worlds.Bloc:
    world = worlds.bloc()
    for organization in (world.agency, world.enterprise, world.lone_cell):
        worlds.sheet(world, organization, 2023, level=Level.GOOD)
    worlds.people(world, world.agency_cell, 3)
    return world


@pytest.fixture
def office(world):
    return factories.user_with(Role.OFFICE, world.bloc)


def end(world, office):
    """Everything goes to another root, at which the office acts too."""
    other = factories.OrganizationFactory(name="Đảng bộ Kế tục")
    factories.AssignmentFactory(user=office, role=Role.OFFICE, organization=other)
    decision = Decision(ENDED, "7-QĐ/TU")
    moving.move(
        decision=decision, organizations=[world.agency, world.enterprise, world.lone_cell], parent=other, by=office
    )
    changing.dissolve(decision=decision, organization=world.bloc, by=office)
    world.bloc.refresh_from_db()
    return other


def test_the_head_counts_are_of_its_last_day(world, office):
    def counted(today):
        read = annex.read(world.bloc, worlds.term(), today)
        sectors = [(each.code, each.organizations) for each in read.sectors]
        return read.organizations, read.committees, read.members, sectors

    before = counted(date(2025, 2, 28))
    end(world, office)
    assert counted(TODAY) == before
    assert before[:3] == (3, 2, 3)
    assert annex.read(world.bloc, worlds.term(), TODAY).on == date(2025, 2, 28)


def test_the_organisations_behind_a_figure_are_found_where_they_stood(world, office):
    def behind():
        line = BY_CODE["org_rated_good_up"]
        return records.shares(line, line.source, [2023], world.bloc, office)

    before = behind()
    end(world, office)
    assert behind() == before
    assert [each.organization for each in before] == [world.agency, world.enterprise, world.lone_cell]


@pytest.mark.parametrize("address", ["figure", "levels"])
def test_their_pages_name_and_find_them(client, world, office, address):
    end(world, office)
    args = {"figure": ["2020-2025", "org_rated_good_up", "2023"], "levels": ["2020-2025"]}[address]
    client.force_login(office)
    answer = client.get(f"/r/{world.bloc.pk}{reverse(f'reports:{address}', args=args)}", {"q": "binh minh"})
    assert world.agency.name in answer.content.decode()
    assert world.enterprise.name not in answer.content.decode()


def test_an_organisation_that_was_handed_over_is_shown_where_it_stands(client, world, office):
    other = end(world, office)
    page = reverse("organizations:detail", args=[world.agency.pk])
    client.force_login(office)
    answer = client.get(f"/r/{world.bloc.pk}{page}", follow=True)
    assert answer.redirect_chain == [(f"/r/{other.pk}{page}", 302)]
    assert answer.status_code == 200


def test_it_does_not_exist_for_who_may_not_look_there(client, world, office):
    end(world, office)
    page = reverse("organizations:detail", args=[world.agency.pk])
    client.force_login(factories.user_with(Role.LEADER, world.bloc))
    assert client.get(f"/r/{world.bloc.pk}{page}").status_code == 404
    client.force_login(factories.user_with(Role.OFFICE, factories.OrganizationFactory()))
    assert client.get(page).status_code == 404
