"""Every form of every page, sent empty: a summary that leads to inputs marked wrong, and one rule for required."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from ratings.models import Sheet
from ratings.sheets import entry, saving
from tests import routes
from tests.ratings import sheets
from tests.world import World

pytestmark = pytest.mark.django_db
ROLES = ("administrator", "bloc_office", "committee", "clerk", "inspector")
FEWEST_FORMS = {"administrator": 3, "bloc_office": 2, "committee": 4, "clerk": 1, "inspector": 3}


class Page(HTMLParser):
    """What stands by its id, where the summary leads, and how the inputs are told of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.by_id: dict[str, dict[str, str]] = {}
        self.links: list[str] = []
        self.summaries, self._depth = 0, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.by_id.setdefault(given.get("id", ""), given)
        if tag == "div":
            self._enter(given)
        if tag == "a" and self._depth and given["href"].startswith("#"):
            self.links.append(given["href"][1:])

    def _enter(self, given: dict[str, str]) -> None:
        if "error-summary" in given.get("class", ""):
            self.summaries, self._depth = self.summaries + 1, 1
        elif self._depth:
            self._depth += 1

    def handle_endtag(self, tag):
        if tag == "div" and self._depth:
            self._depth -= 1


def wrong_pages(who: str, records: routes.Records) -> dict[str, str]:
    client = Client()
    client.force_login(records.world.users[who])
    found = {}
    for route in routes.routes():
        for address in routes.addresses(route, records).values():
            if "POST" in route.policy.methods:
                answer = client.post(address, {})
                if "html" in answer.get("Content-Type", "") and "is-invalid" in answer.text:
                    found[address] = answer.text
    return found


def leads_to_inputs(address: str, page: Page) -> None:
    assert page.summaries == 1, address
    assert page.links, address
    for place in page.links:
        assert page.by_id[place].get("aria-invalid") == "true", (address, place)
        told = page.by_id[place].get("aria-describedby", "").split()
        assert told or page.by_id[place].get("type") == "radio", (address, place)
        assert set(told) <= set(page.by_id), (address, place)


def is_told_by_name(address: str, text: str) -> None:
    page = Page(text)
    wrong = {place for place, given in page.by_id.items() if given.get("aria-invalid") and given.get("type") != "radio"}
    assert wrong <= set(page.links), address
    assert "Hãy điền hoặc chọn mục này." not in text, address
    assert re.search(r"<title>\s*Lỗi: ", text), address


@pytest.mark.parametrize("who", ROLES)
def test_a_form_sent_empty_says_what_is_missing_above_and_at_each_field(who):
    pages = wrong_pages(who, routes.build())
    assert len(pages) >= FEWEST_FORMS[who], sorted(pages)
    for address, text in pages.items():
        leads_to_inputs(address, Page(text))


@pytest.mark.parametrize("who", ROLES)
def test_every_wrong_input_is_in_the_summary_and_none_is_told_in_general_words(who):
    for address, text in wrong_pages(who, routes.build()).items():
        is_told_by_name(address, text)


@pytest.mark.parametrize("who", ROLES)
def test_what_may_be_left_out_is_marked_and_what_may_not_has_no_asterisk(who):
    for address, text in wrong_pages(who, routes.build()).items():
        assert "asteriskField" not in text, address
        for label in re.findall(r'<label class="form-label".*?</label>', text, re.DOTALL):
            assert "*" not in label, address


# --- deeds on sheets, whose forms stand on a page only while the sheet is so far on its way

Made = Callable[[World], Sheet]


def with_a_finding(world: World) -> Sheet:
    """Rated higher than as an official, and without votes: both to be explained."""
    rows = {entry.key_of(world.members["own"].pk): sheets.row(level=4, civil_level=2), entry.OWN: sheets.own(level=3)}
    saving.save_rows(sheet=sheets.sheet_of(world.own_cell), rows=rows, version=1, by=world.users["clerk"])
    return sheets.sheet_of(world.own_cell)


def submitted(world: World) -> Sheet:
    return sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])


def approved(world: World) -> Sheet:
    return sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])


LONG = "x" * 501
DEEDS = [
    ("submit", "clerk", with_a_finding, {}, 2),
    ("return", "committee", submitted, {}, 1),
    ("return", "committee", submitted, {"return-reason": "Xem lại", "remark-own": LONG}, 1),
    ("approve", "committee", submitted, {}, 2),
    ("approve_each", "committee", submitted, {}, 3),
    ("reopen", "bloc_office", approved, {}, 3),
    ("comment", "committee", submitted, {}, 1),
]


@pytest.mark.parametrize(("deed", "who", "made", "typed", "wrong"), DEEDS)
def test_a_deed_on_a_sheet_is_told_in_the_same_fashion(client, world, deed, who, made: Made, typed, wrong):
    sheets.open_year(world)
    sheet = made(world)
    client.force_login(world.users[who])
    place = [2024] if deed == "approve_each" else [2024, sheet.organization_id]
    answer = client.post(reverse(f"ratings:{deed}", args=place), {"version": sheet.version, **typed})
    assert answer.status_code == 422
    leads_to_inputs(deed, Page(answer.text))
    is_told_by_name(deed, answer.text)
    assert len(Page(answer.text).links) == wrong


def test_where_no_box_is_left_to_mark_the_summary_of_the_board_leads_nowhere(client, world):
    sheets.open_year(world)
    client.force_login(world.users["committee"])
    page = Page(client.post(reverse("ratings:approve_each", args=[2024]), {}).text)
    assert page.summaries == 1
    assert not page.links


def test_what_is_asked_for_all_the_same_is_not_called_optional(client, world):
    sheets.open_year(world)
    sheet = with_a_finding(world)
    client.force_login(world.users["clerk"])
    address = reverse("ratings:submit", args=[2024, sheet.organization_id])
    label = client.post(address, {"version": sheet.version}).text.split('for="id_submit-justification"')[1]
    assert "không bắt buộc" not in label.split("</label>")[0]


@pytest.mark.parametrize("name", ["subject_organization", "member_number"])
def test_of_fields_of_which_one_is_needed_none_is_called_optional(client, world, name):
    client.force_login(world.users["inspector"])
    page = client.get(reverse("inspections:open")).text
    assert "không bắt buộc" not in page.split(f'for="id_{name}"')[1].split("</label>")[0]
    assert "không bắt buộc" in page.split('for="id_acting_organization"')[1].split("</label>")[0]


@pytest.mark.parametrize(("level", "reason", "wrong"), [("", "Chưa đạt", "level"), ("2", LONG, "reason")])
def test_a_row_of_a_session_is_told_in_the_same_fashion(client, world, level, reason, wrong):
    sheets.open_year(world)
    clerk, committee = world.users["clerk"], world.users["committee"]
    for cell in (world.own_cell, world.own_second_cell):
        sheets.approved(sheets.sheet_of(cell), clerk if cell == world.own_cell else sheets.clerk_of(cell), committee)
    sheet = sheets.submitted(sheets.sheet_of(world.own), committee)
    client.force_login(world.users["bloc_office"])
    typed = {"sheet": sheet.pk, "held_on": "08/01/2025", "participants": "Đồng chí A", "minutes": "So sánh"}
    row = {f"level-{sheet.pk}-own": level, f"reason-{sheet.pk}-own": reason, f"version-{sheet.pk}": sheet.version}
    answer = client.post(reverse("ratings:calibration_record", args=[2024]), typed | row)
    assert answer.status_code == 422
    leads_to_inputs("session", Page(answer.text))
    is_told_by_name("session", answer.text)
    assert Page(answer.text).links == [f"{wrong}-{sheet.pk}-own"]
