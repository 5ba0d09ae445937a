"""Lists are sorted as Vietnamese sorts, the same on either engine: on PostgreSQL by ICU, on SQLite by our own keys."""

import random

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
PEOPLE = (
    "Trần Thị An",
    "Lê Văn Ăng",
    "Đỗ Ân",
    "Nguyễn Thị Dung",
    "Đặng Văn Đức",
    "Lê Ma",
    "Lê Mà",
    "Lê Mả",
    "Lê Mã",
    "Lê Má",
    "Lê Mạ",
    "Lê Văn Oanh",
    "Lê Văn Ông",
    "Hồ Văn Ơn",
    "Y-Bhăm Uy",
    "Bùi Văn Ưng",
)
PLACES = (
    "Chi bộ Ẩm thực",
    "Chi bộ Dân vận",
    "Chi bộ Đoàn thể",
    "Chi bộ Kể chuyện",
    "Chi bộ Kế toán",
    "Chi bộ Kế toán - Tài vụ",
    "Chi bộ Kế toán (cũ)",
    "Chi bộ Kế toán 1",
    "Chi bộ Kế toán 10",
    "Chi bộ Kế toán 2",
    "Chi bộ Tổ chức",
    "Chi bộ Tơ tằm",
    "Chi bộ Ủy ban",
    "Chi bộ Ươm tơ",
)


def shuffled(names: tuple[str, ...]) -> list[str]:
    return random.Random(7).sample(names, len(names))


def in_the_list(client, name: str, key: str, **asked) -> list[str]:
    listed = client.get(reverse(name), {"sort": key, **asked}).context["list"]
    return [str(cells[0].text) for _row, _css, cells in listed.table_rows]


def as_sorted(client, name: str, expected: tuple[str, ...], **asked) -> bool:
    up, down = (in_the_list(client, name, key, **asked) for key in ("name", "-name"))
    assert (up, down) == (list(expected), list(reversed(expected)))
    return True


def test_organisations(client):
    bloc = factories.OrganizationFactory(name="Đảng bộ Khối")
    above = factories.committee(bloc, name="Zz")
    for name in shuffled(PLACES):
        factories.cell(above, name=name)
    client.force_login(factories.user_with(Role.OFFICE, bloc))

    assert as_sorted(client, "organizations:list", PLACES, kind="subordinate_cell")


def test_people_by_their_given_name(client):
    bloc = factories.OrganizationFactory()
    cell = factories.grassroots_cell(bloc)
    for name in shuffled(PEOPLE):
        factories.member_of(cell, full_name=name)
        factories.AssignmentFactory(role=Role.CLERK, organization=cell, user__full_name=name)
    client.force_login(factories.user_with(Role.CLERK, cell))
    assert as_sorted(client, "members:list", PEOPLE)

    client.force_login(factories.user_with(Role.ADMINISTRATOR, bloc))
    assert as_sorted(client, "organizations:users", PEOPLE, role="clerk", q="", account="enabled", signed_in="never")


def test_subjects_of_cases_people_before_organisations(client):
    cell = factories.grassroots_cell(factories.OrganizationFactory(), name="Chi bộ Ấn loát")
    for name in shuffled(PEOPLE):
        factories.CaseFactory(organization=cell, member=factories.member_of(cell, full_name=name))
    factories.CaseFactory(organization=cell)
    client.force_login(factories.user_with(Role.INSPECTOR, cell))

    page = client.get(reverse("inspections:list"), {"sort": "subject"}).context["page"]
    assert [str(case.member or case.organization) for case in page] == [*PEOPLE, cell.name]
