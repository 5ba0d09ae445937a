"""An organisation or a member is searched for by typing: no page lists them in a box to choose from."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts.roles import Role
from members.models import Member
from organizations.models import Organization
from tests import routes

pytestmark = pytest.mark.django_db


class Options(HTMLParser):
    """The words and values of all that can be chosen from a list on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_option = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.is_option = tag == "option"

    def handle_endtag(self, tag: str) -> None:
        self.is_option = False

    def handle_data(self, data: str) -> None:
        if self.is_option:
            self.words.append(" ".join(data.split()))


@pytest.mark.parametrize("role", Role)
def test_no_page_of_a_role_offers_organisations_or_members_in_a_select(role):
    records = routes.build()
    client = Client()
    client.force_login(records.world.users[role.value])
    names = {*Organization.objects.values_list("name", flat=True), *Member.objects.values_list("full_name", flat=True)}
    pages, options = 0, 0
    for route in routes.routes():
        for address in routes.addresses(route, records).values() if "GET" in route.policy.methods else ():
            answer = client.get(address, follow=True)
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                words = Options(answer.text).words
                pages, options = pages + 1, options + len(words)
                assert not [word for word in words if any(name in word for name in names)], address
    assert (pages > 10, options > 0) == (True, True)


def test_the_deeds_of_the_trail_are_offered_by_what_they_are_about(client):
    records = routes.build()
    client.force_login(records.world.users["auditor"])
    about = client.get("/account/audit/").context["list"].form.fields["about"].choices
    groups: dict[str, dict[str, str]] = {}
    for code, _title in about[1:]:
        choices = client.get("/account/audit/", {"about": code}).context["list"].form.fields["verb"].choices
        groups |= {str(group): dict(deeds) for group, deeds in choices if group}
    assert "user.sign_in" in groups["Tài khoản"]
    assert "year.open" in groups["Xếp loại"]
    assert max(map(len, groups.values())) < 30
