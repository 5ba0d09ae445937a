"""Who reads the years of a root that has ended reads what its organisations were called then, whatever they became."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from ratings.models import OrganizationRating
from tests.factories import member_of, user_with
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import build

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
