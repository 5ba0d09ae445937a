"""Cells of one name in two committees: lists of what happened there say under which."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.models import Organization
from ratings.models import RatingYear, ReopeningRequest
from tests import factories
from tests.organizations.alike import ONE, OTHER, bloc, cells
from tests.ratings import appealed
from tests.reports import worlds

__all__ = ["bloc", "cells"]
pytestmark = pytest.mark.django_db


def _cases(bloc: Organization, cells: list[Organization]) -> tuple[Role, str]:
    for cell in cells:
        factories.CaseFactory(organization=cell)
    return Role.INSPECTOR, reverse("inspections:list")


def _acts_of_a_figure(bloc: Organization, cells: list[Organization]) -> tuple[Role, str]:
    for cell in cells:
        factories.CaseFactory(organization=cell, opened_on=date(2019, 5, 5))
    return Role.INSPECTOR, reverse("reports:figure", args=["2015-2020", "commission_inspected_orgs", "2019"])


def _admissions_of_a_figure(bloc: Organization, cells: list[Organization]) -> tuple[Role, str]:
    for cell in cells:
        worlds.admit(cell, 2024)
    return Role.LEADER, reverse("reports:figure", args=["2020-2025", "admissions", "2024"])


def _appeals(bloc: Organization, cells: list[Organization]) -> tuple[Role, str]:
    office = factories.user_with(Role.OFFICE, bloc)
    for sheet in _sheets(cells):
        appealed.appeals_on(sheet, office)
    return Role.OFFICE, reverse("ratings:appeals", args=[2024])


def _requests_to_reopen(bloc: Organization, cells: list[Organization]) -> tuple[Role, str]:
    office = factories.user_with(Role.OFFICE, bloc)
    for sheet in _sheets(cells):
        ReopeningRequest.objects.create(sheet=sheet, asked_by=office, reason="Nhập nhầm một mức.")
    return Role.OFFICE, reverse("ratings:reopening_requests", args=[2024])


def _sheets(cells: list[Organization]):
    year = RatingYear.objects.get()
    return [factories.SheetFactory(organization=cell, rating_year=year) for cell in cells]


@pytest.mark.parametrize("listed", [_cases, _acts_of_a_figure, _admissions_of_a_figure, _appeals, _requests_to_reopen])
def test_lists_tell_cells_of_one_name_apart(client, bloc, cells, listed):
    factories.terms(bloc)
    factories.RatingYearFactory(year=2024, root=bloc)
    role, url = listed(bloc, cells)
    client.force_login(factories.user_with(role, bloc))

    text = client.get(url).text

    assert ONE in text
    assert OTHER in text
