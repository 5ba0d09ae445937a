"""Every form of every page, sent empty: a summary that leads to inputs marked wrong, and one rule for required."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests import routes

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


@pytest.mark.parametrize("who", ROLES)
def test_a_form_sent_empty_says_what_is_missing_above_and_at_each_field(who):
    pages = wrong_pages(who, routes.build())
    assert len(pages) >= FEWEST_FORMS[who], sorted(pages)
    for address, text in pages.items():
        page = Page(text)
        assert page.summaries == 1, address
        assert page.links, address
        for place in page.links:
            assert page.by_id[place].get("aria-invalid") == "true", (address, place)
            told = page.by_id[place].get("aria-describedby", "").split()
            assert told or page.by_id[place].get("type") == "radio", (address, place)
            assert set(told) <= set(page.by_id), (address, place)


@pytest.mark.parametrize("who", ROLES)
def test_every_wrong_input_is_in_the_summary_and_none_is_told_in_general_words(who):
    for address, text in wrong_pages(who, routes.build()).items():
        page = Page(text)
        wrong = {
            place for place, given in page.by_id.items() if given.get("aria-invalid") and given.get("type") != "radio"
        }
        assert wrong <= set(page.links), address
        assert "Hãy điền hoặc chọn mục này." not in text, address
        assert re.search(r"<title>\s*Lỗi: ", text), address


@pytest.mark.parametrize("who", ROLES)
def test_what_may_be_left_out_is_marked_and_what_may_not_has_no_asterisk(who):
    for address, text in wrong_pages(who, routes.build()).items():
        assert "asteriskField" not in text, address
        for label in re.findall(r'<label class="form-label".*?</label>', text, re.DOTALL):
            assert "*" not in label, address
