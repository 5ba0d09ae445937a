"""Every place that says a cap says the same of the same sheets: one row a case, one reader a place."""

from collections import Counter
from datetime import date

import pytest

from organizations.models import Organization
from ratings import findings
from ratings.calibration.compared import calibration_of
from ratings.counts import groups
from ratings.counts.ceilings import ALL, Ceilings
from ratings.models import MemberRating, OrganizationRating, RaisedCap, RatingYear
from reports.models import Term
from reports.scorecard import load
from tests import factories
from tests.ratings import sheets

E, G, C = 4, 3, 2
# {(group of titles, level): how many}; (used, most) by group; of all together how many may be excellent.
CASES = {
    "heads are in no share": ("qd366", {("head", E): 3, ("staff", G): 14, ("staff", C): 3}, {}, {"staff": (0, 2)}, 5),
    "each group for itself": (
        "qd366",
        {("leader", E): 2, ("leader", G): 6, ("staff", E): 1, ("staff", G): 11},
        {},
        {"leader": (2, 1), "staff": (1, 2)},
        3,
    ),
    "a decision": ("qd366", {("staff", E): 4, ("staff", G): 14}, {"staff": 25}, {"staff": (4, 3)}, 3),
    "of another group": ("qd366", {("staff", E): 4, ("staff", G): 14}, {"leader": 25}, {"staff": (4, 3)}, 3),
    "nobody said": ("qd366", {("", E): 2, ("", G): 10, ("head", G): 2}, {}, {"": (2, 2)}, 4),
    "until 2024 all together": ("qd124", {("head", E): 3, ("staff", G): 14, ("staff", C): 3}, {}, {ALL: (3, 2)}, 2),
    "a decision under other rules": ("qd124", {("staff", E): 4, ("staff", G): 14}, {"staff": 25}, {ALL: (4, 3)}, 3),
}
NUMBER = {"qd366": 2025, "qd124": 2024}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request, world):
    rule_set, rows, raised, said, allowed = request.param
    year = sheets.open_year(world, NUMBER[rule_set], rule_set=rule_set)
    laid(world, year, Counter(rows))
    for group, percent in raised.items():
        record(world, year, group, percent)
    return year, said, allowed


def laid(world, year: RatingYear, rows: Counter) -> None:
    """Nobody is left without a level; half of them in each cell; whoever was there before is exempt."""
    cells = [sheets.sheet_of(each, year.year) for each in (world.own_cell, world.own_second_cell)]
    for sheet, known in zip(cells, ("own", "own_second"), strict=True):
        MemberRating.objects.create(sheet=sheet, member=world.members[known], not_rated_reason="exempt")
    for number, (group, level) in enumerate(rows.elements()):
        sheet = cells[number % 2]
        member = factories.member_of(sheet.organization)
        MemberRating.objects.create(sheet=sheet, member=member, level=level, title_group=group)
    for organization in (world.own, world.own_cell, world.own_second_cell):
        OrganizationRating.objects.create(sheet=sheets.sheet_of(organization, year.year), level=G)


def record(world, year: RatingYear, group: str, percent: int) -> None:
    RaisedCap.objects.create(
        rating_year=year,
        organization=world.own,
        group=group,
        percent=percent,
        decision_number="15-QĐ/ĐUK",
        decided_on=date(2025, 12, 20),
        ground="Vượt 40 % chỉ tiêu",
        recorded_by=world.users["bloc_office"],
    )


def of_panels(panels, year: RatingYear) -> dict[str, tuple[int, int]]:
    """Those of the whole; groups that nobody is in are hidden on the page."""
    by_title = Ceilings.of(year).rule.by_title_group
    members = [each for each in panels if each.of_members and not each.is_empty]
    whole = [each for each in members if by_title or each.title == "Trong toàn đảng bộ cơ sở"]
    return {ALL if each.group is None else each.group: numbers(each.chosen.cap) for each in whole}


def numbers(cap) -> tuple[int, int]:
    return cap.used, cap.most


def on_a_page(address: str, who: str):
    def read(client, world, year):
        client.force_login(world.users[who])
        place = {"cell": world.own_cell.pk, "committee": world.own.pk}
        page = client.get(address.format(year=year.year, **place)).context["page"]
        return of_panels(page.caps, year)

    return read


def on_the_comparison(client, world, year):
    found = calibration_of(year, world.bloc, [Organization.Kind.GRASSROOTS_COMMITTEE], world.users["bloc_office"])
    [own] = [each for each in found.groups if each.organization == world.own]
    return {each.name: numbers(each.cap) for each in own.caps}


PLACES = {
    "sheet of a cell": on_a_page("/ratings/{year}/{cell}/", "clerk"),
    "all cells": on_a_page("/ratings/{year}/{committee}/members/", "committee"),
    "brief of a cell": on_a_page("/ratings/{year}/{cell}/review/", "committee"),
    "sheet of the committee": on_a_page("/ratings/{year}/{committee}/", "committee"),
    "brief of the committee": on_a_page("/ratings/{year}/{committee}/review/", "bloc_office"),
    "side by side": on_the_comparison,
}


@pytest.mark.parametrize("place", PLACES)
def test_the_same_cap_stands_in_each_place(client, world, case, place: str):
    year, said, _allowed = case
    # Until 2024 the members' cap stands on the cells' pages and in the check.
    wanted = {} if "of the committee" in place and ALL in said else said
    assert PLACES[place](client, world, year) == wanted


def test_the_check_finds_what_is_too_many_and_nothing_else(world, case):
    year, said, _allowed = case
    found = findings.check(sheets.sheet_of(world.own, year.year))
    over = {each.code: each.params["over"] for each in found if each.code.startswith("members_over_cap")}
    code = "members_over_cap" if ALL in said else "members_over_cap_{}"
    wanted = {code.format(group or "unsaid"): used - most for group, (used, most) in said.items() if used > most}
    assert over == wanted


def test_the_term_reckons_with_the_same_caps(world, case):
    year, said, allowed = case
    found = load.sources(
        Term(root=world.bloc, first_year=year.year, last_year=year.year), world.own, date(2026, 6, 1)
    ).allowed[year.year]
    heads = groups.members_by_title_group(year, world.own.path)[world.own.path].get("head")
    apart = heads.good_or_better if heads and ALL not in said else 0
    assert found.most == allowed == sum(most for _used, most in said.values()) + apart
