"""Every form that some page of some person holds, and what of it stands on the page that answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from tests import routes
from tests.forms import PostedForm, posted_forms
from ui.vietnamese import nfc_lines

PLACES = {"", "cell", "committee"}
# Signing out ends the person of the test; a password is never shown again.
LEFT_OUT = re.compile(r"/sign-out/|password")


@dataclass(frozen=True)
class Drawn:
    """A form on a page of somebody who may send it."""

    client: Client
    address: str
    form: PostedForm

    @property
    def kind(self) -> tuple[str, ...]:
        """By where it goes, but for numbers, and by its fields."""
        return re.sub(r"\d+", "#", self.address), *(re.sub(r"\d+", "#", name) for name in sorted(self.form))


def forms_for(client: Client, records: routes.Records) -> Iterator[Drawn]:
    for route in routes.routes():
        pages = routes.addresses(route, records) if "GET" in route.policy.methods else {}
        for page in (pages[place] for place in PLACES & pages.keys()):
            answer = client.get(page)
            for form in posted_forms(answer.text) if is_page(answer) else ():
                address = urljoin(page, form.action)
                if not LEFT_OUT.search(address):
                    yield Drawn(client, address, form)


def is_page(answer: HttpResponse) -> bool:
    return not answer.streaming and "html" in answer.get("Content-Type", "")


def lost(fields: dict[str, str], form: PostedForm, answer: HttpResponse) -> dict[str, str]:
    """What was typed, and is not on the page that says that something was wrong."""
    shown = {nfc_lines(value) for each in posted_forms(answer.text) for value in each.values()}
    words = nfc_lines(unescape(strip_tags(answer.text)))
    typed = {name: nfc_lines(fields[name]) for name in form.typed & fields.keys()}
    return {name: value for name, value in typed.items() if value not in shown and value not in words}
