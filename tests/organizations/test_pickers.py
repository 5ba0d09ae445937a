"""Organisations and members are chosen by typing: in scope, told apart, without a script, and at any number."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from members.models import Member
from organizations.models import Organization
from tests import factories, routes

pytestmark = pytest.mark.django_db
MOST_OPTIONS = 60
CELL = "members:pick_cell"


def values(response) -> list[str]:
    return [row.value for row in response.context["rows"]]


def test_the_lines_are_those_of_the_person_counted_and_told_apart(client, world):
    client.force_login(world.users["committee"])

    response = client.get(reverse(CELL), {"q": "binh minh"})

    assert values(response) == [str(world.own_cell.pk), str(world.own_second_cell.pk)]
    assert "2 tổ chức khớp, trong 2" in response.text
    assert f"{world.own_cell.code} · Chi bộ trực thuộc · {world.own.name}" in response.text
    assert "<mark>Bình Minh</mark>" in response.text
    assert values(client.get(reverse(CELL), {"q": "hoang hon"})) == []


def test_a_cell_is_found_by_its_name_and_that_of_its_committee(client, world):
    cells = [factories.cell(one, name="Chi bộ Văn phòng") for one in (world.own, world.sibling)]
    client.force_login(world.users["bloc_office"])

    response = client.get(reverse(CELL), {"q": f"chi bo van phong {world.own.name}"})

    assert values(response) == [str(cells[0].pk)]


@pytest.mark.parametrize(
    ("cells", "said"), [(10, ""), (11, "Còn 1 kết quả"), (43, "Còn 33 kết quả")], ids=["all", "one_more", "many_more"]
)
def test_how_many_more_match_is_said(client, world, cells, said):
    for _number in range(cells):
        factories.cell(world.own, name="Chi bộ Văn phòng")
    client.force_login(world.users["committee"])

    rows = client.get(reverse(CELL), {"q": "chi bo van phong"})
    offered = client.post(reverse("members:enter"), {"organization_text": "chi bo van phong"})

    assert f'<p class="picker-left">{said}' in rows.text
    assert f"Còn {cells - 7} kết quả" in offered.text


def test_what_was_chosen_lately_stands_below_in_scope_and_once(client, world):
    client.force_login(world.users["committee"])
    recent = f"{world.own_cell.pk},{world.sibling_cell.pk},x,{world.own_second_cell.pk},"

    response = client.get(reverse(CELL), {"q": "ke toan", "recent": recent})

    assert values(response) == [str(world.own_cell.pk)]
    assert [row.value for row in response.context["recent"]] == [str(world.own_second_cell.pk)]


@pytest.mark.parametrize("typed", ["", "\x01", "\ud800", "%", "_", "'", "x" * 5_000, "a " * 500, "---", "9" * 30])
@pytest.mark.parametrize("route", ["members:pick_place", "inspections:pick_member", "inspections:pick_subject"])
def test_nothing_that_can_be_typed_breaks_it(client, world, route, typed):
    client.force_login(world.users["inspector"])

    response = client.get(
        reverse(route), {"q": typed.encode(errors="surrogatepass"), "recent": typed.encode(errors="surrogatepass")}
    )

    assert response.status_code == 200


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("route", "queries"), [("members:pick_place", 7), ("inspections:pick_member", 7), ("inspections:pick_subject", 7)]
)
def test_queries_and_lines_do_not_grow_with_what_there_is(
    client, world, route, queries, count, django_assert_max_num_queries
):
    for _number in range(count):
        factories.member_of(factories.cell(world.own, name="Chi bộ Đông"), full_name="Ngô Thị Đông")
    client.force_login(world.users["inspector"])

    with django_assert_max_num_queries(queries):
        response = client.get(reverse(route), {"q": "dong"})

    assert 1 <= len(response.context["rows"]) <= 10


def test_the_button_only_looks_and_keeps_what_is_typed(client, world):
    client.force_login(world.users["committee"])
    typed = {
        "full_name": "Lê Giữ Lại",
        "organization_text": "binh minh",
        "organization_for": "",
        "organization_find": "1",
    }

    response = client.post(reverse("members:enter"), typed)

    assert list(response.context["form"].errors) == ["organization"]
    assert "Lê Giữ Lại" in response.text
    assert response.text.count('type="radio" name="organization"') == 2
    assert not Member.objects.filter(full_name="Lê Giữ Lại").exists()


def test_a_radio_button_is_a_choice_only_for_the_text_it_was_offered_for(client, world):
    client.force_login(world.users["committee"])
    chosen = {"organization": world.own_cell.pk, "organization_text": "binh minh", "organization_for": "binh minh"}

    form = client.post(reverse("members:enter"), chosen).context["form"]
    other = client.post(reverse("members:enter"), chosen | {"organization_text": "ky thuat"}).context["form"]

    assert form.cleaned_data["organization"] == world.own_cell
    assert "organization" not in other.cleaned_data


@pytest.mark.parametrize("typed", ["{code}", "{name}", "chi bo ke toan binh minh", "{name} ({code})", "{code}\u200b"])
def test_what_was_never_chosen_is_taken_where_it_is_exact(client, world, typed):
    client.force_login(world.users["committee"])
    cell = world.own_cell
    text = typed.format(code=cell.code, name=cell.name)

    form = client.post(reverse("members:enter"), {"organization_text": text}).context["form"]

    assert form.cleaned_data["organization"] == cell


def test_where_nothing_matches_the_nearest_is_suggested(client, world):
    client.force_login(world.users["committee"])

    response = client.post(reverse("members:enter"), {"organization_text": "Kế toán Bình Mình Xớm"})

    assert "Không có tổ chức nào khớp" in response.text
    assert "Ý đồng chí là:" in response.text
    assert f'type="radio" name="organization" value="{world.own_cell.pk}"' in response.text


def test_a_summary_is_asked_for_by_typing_and_keeps_a_plain_address(client, world):
    factories.RatingYearFactory(year=2024)
    client.force_login(world.users["leader"])
    address = reverse("ratings:summary", args=[2024])

    assert client.get(address, {"organization_text": world.own.code}).url == f"{address}?organization={world.own.pk}"
    assert "tổ chức ở ô phía trên" in client.get(address, {"organization_text": "binh"}).text


class Selects(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.options: list[list[str]] = []

    def handle_starttag(self, tag, attrs):
        if tag == "select":
            self.options.append([])
        elif tag == "option" and self.options:
            self.options[-1].append("")

    def handle_data(self, data):
        if self.options and self.options[-1]:
            self.options[-1][-1] += data.strip()


def faulty(text: str, names: set[str]) -> list[list[str]]:
    parser = Selects()
    parser.feed(text)
    return [each for each in parser.options if len(each) > MOST_OPTIONS or names & {word.strip() for word in each}]


def test_the_reader_sees_a_select_of_names_and_a_long_one():
    assert faulty("<select><option>\n Chi bộ A </option></select>", {"Chi bộ A"})
    assert faulty(f"<select>{'<option>x</option>' * (MOST_OPTIONS + 1)}</select>", set())
    assert not faulty("<select><option>Tất cả</option></select>", {"Chi bộ A"})


@pytest.mark.parametrize("role", Role)
def test_no_page_has_a_select_of_organisations_or_members(role):
    records = routes.build()
    names = {*Organization.objects.values_list("name", flat=True), *Member.objects.values_list("full_name", flat=True)}
    client = Client()
    client.force_login(records.world.users[role.value])
    for route in routes.routes():
        for address in routes.addresses(route, records).values():
            if "GET" in route.policy.methods:
                response = client.get(address)
                if "html" in response.headers.get("Content-Type", "") and not response.streaming:
                    assert faulty(response.text, names) == [], address
