"""Who reads the years of a root that has ended reads what its organisations were called then, whatever they became."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.permissions import Permission
from accounts.roles import Role
from organizations.models import Letterhead
from ratings.appeals.rerating import rerate
from ratings.grid.material import fetch
from ratings.models import OrganizationRating, Sheet
from ratings.sheets.entry import OWN
from tests.factories import OrganizationRatingFactory, cell, member_of, user_with
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import build
from tests.ratings.appealed import BETTER, DECIDED
from tests.ratings.sheets import sheet_of
from tests.reports.worlds import approve

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("of", "called"), [("", "Một"), ("empty", "Ba")])
@pytest.mark.parametrize("records", ["summary_members", "summary_organizations"])
def test_the_records_behind_a_summary_have_the_names_of_its_year(client, records, of, called):
    small = build(size=1)
    year, _other = entries.open_years(small, [2023])
    entries.rate_all(small, year)
    OrganizationRating.objects.filter(sheet__organization=small.third).delete()
    member_of(small.third)
    entries.close(small, year)
    small.move(small.own, small.sibling, small.lone, to=small.two, on=date(2025, 3, 1))
    small.dissolve(small.one, on=date(2025, 3, 1))
    for each in (small.first, small.third):
        small.rename(each, "Tên về sau", on=date(2026, 2, 2))
    client.force_login(user_with(Role.OFFICE, small.two))
    page = client.get(f"/r/{small.one.pk}{reverse(f'ratings:{records}', args=[2023])}", {"of": of}).content.decode()
    assert re.search(rf">\s*{called}\s*<", page)
    assert "Tên về sau" not in page


@pytest.mark.parametrize("shown", ["sheet", "review"])
@pytest.mark.parametrize("of", ["sibling", "third"])
@pytest.mark.parametrize("role", [Role.OFFICE, Role.INSPECTOR])
@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
def test_pages_of_a_sheet_have_the_names_of_its_year(client, shown, of, role, is_closed):
    small = build(size=1)
    year, _other = entries.open_years(small, [2024])
    if is_closed:
        entries.close(small, year)
    small.move(small.sibling, to=small.two, on=date(2025, 7, 1))
    for each in (small.sibling, small.third):
        small.rename(each, "Tên về sau", on=date(2026, 2, 2))
    client.force_login(small.office if role == Role.OFFICE else user_with(role, small.one))
    page = client.get(reverse(f"ratings:{shown}", args=[2024, getattr(small, of).pk])).content.decode()
    assert "Đảng bộ Ban" in page
    assert "Tên về sau" not in page


def renamed_later(small, *organizations) -> None:
    for each in organizations:
        small.rename(each, f"Đảng bộ Tên về sau {each.pk}", on=date(2026, 2, 2))


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
def test_the_board_tells_by_them_cells_of_one_name_and_what_has_no_sheet(client, is_closed):
    small = build(size=1)
    cell(small.sibling, name="Hai")
    year, _other = entries.open_years(small, [2024])
    Sheet.objects.filter(organization__in=[small.third, small.lone]).delete()
    if is_closed:
        entries.close(small, year)
    renamed_later(small, small.own, small.third, small.lone)
    client.force_login(small.office)
    for asked in ({"levels": "every"}, {"levels": "every", "sort": "name"}):
        answer = client.get(reverse("ratings:year", args=[2024]), asked)
        assert "Hai (Sở)" in answer.text
        assert "Hai (Ban)" in answer.text
        assert "Tên về sau" not in answer.text
    assert re.search(r">\s*Ba\s*<.*>\s*Chi bộ Hội\s*<.*>\s*Đảng bộ Ban\s*<", answer.text, re.DOTALL)


def test_so_does_what_was_entered_later(client):
    small = build(size=1)
    year = entries.rated_and_closed(small)
    small.move(small.first, to=small.sibling)
    entries.admit(small, small.second, date(2024, 3, 3))
    renamed_later(small, small.own, small.sibling, small.second)
    client.force_login(small.office)
    page = client.get(reverse("ratings:correct_year", args=[year.year])).text
    assert {name for name in ("Đảng bộ Sở", "Đảng bộ Ban", "Hai") if name in page} == {
        "Đảng bộ Sở",
        "Đảng bộ Ban",
        "Hai",
    }
    assert "Tên về sau" not in page


def test_a_decision_is_headed_as_on_its_day(client):
    small = build(size=1)
    entries.open_years(small, [2024])
    papers = []
    for organization, by in ((small.first, user_with(Role.COMMITTEE, small.own)), (small.own, small.office)):
        OrganizationRatingFactory(sheet=sheet_of(organization), level=3)
        approve(sheet_of(organization), user_with(Role.CLERK, organization))
        sheet = sheet_of(organization)
        papers.append(rerate(sheet=sheet, row=OWN, new=BETTER, version=sheet.version, decision=DECIDED, by=by))
    Letterhead.objects.create(organization=small.one, committee="Đảng ủy Tên về sau", place="Hoa Mộc Lan")
    renamed_later(small, small.one, small.own)
    client.force_login(small.office)
    texts = [client.get(reverse("ratings:rerating", args=[2024, each.pk])).text for each in papers]
    heads = [re.findall(r"<section.*Mẫu 03", text, re.DOTALL)[0] for text in texts]
    assert "Đảng ủy Một<br><b>Đảng ủy Sở</b>" in heads[0]
    assert "<b>Đảng ủy Một</b>" in heads[1]
    assert all("Hoa Mộc Lan" in each for each in heads)


def test_a_root_is_above_a_sheet_under_its_name_of_then(client):
    small = build(size=1)
    entries.open_years(small, [2024])
    renamed_later(small, small.one)
    sheet = fetch(small.office, 2024, small.first.pk, Permission.VIEW_SHEETS)
    assert (sheet.parent.name, sheet.parent.parent.name) == ("Đảng bộ Sở", "Đảng bộ Một")
