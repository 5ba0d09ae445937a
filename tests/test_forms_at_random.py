"""Whatever is typed into a form of any page: no error of ours, nothing typed is lost, clean text is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import Submission
from stored.fields import Clean
from tests import routes
from tests.forms import PostedForm, posted_forms
from ui.vietnamese import nfc_lines

pytestmark = pytest.mark.django_db
ROLES = ("administrator", "bloc_office", "committee", "clerk", "inspector", "leader", "auditor")
FEWEST_FORMS = 25
FEWEST_DEEDS = 10
PLACES = {"", "cell", "committee"}
OURS = ("csrfmiddlewaretoken", "form_key", "whose", "draft_id")
# Signing out ends the person of the test; a password is never shown again.
LEFT_OUT = re.compile(r"/sign-out/|password")
HOSTILE = (
    *("", " ", "\u200b", "\u202e", "\x00", "\x1b[31m", "a\u0301" * 60, "\u1100" * 50, "\ufdfa", "É\r\n\r\nB\t"),
    *("<script>alert(1)</script>", '"><b>', "{{ 7*7 }}", "%s%n", "'; --", "../../x", "=1+1", "\\", "&amp;&#0;"),
    *("0", "-1", "1.062", "1e400", "NaN", "१२", "½", "9" * 400, "99999999999999999999", "-0,5", "2" * 5000),
    *("31/02/2024", "29/02/1900", "0001-01-01", "9999-12-31", "1/1/24", "hôm nay", "00/00/0000", "010324"),
    *("Đoàn Văn A", "Ðoàn", "Ho\u0300a", "hoà", "DV000001", "th\u2011904", "\u00d0\u0110", "☭" * 30),
)
TYPED = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


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
            for form in posted_forms(answer.text) if _is_page(answer) else ():
                address = urljoin(page, form.action)
                if not LEFT_OUT.search(address):
                    yield Drawn(client, address, form)


def _is_page(answer: HttpResponse) -> bool:
    return not answer.streaming and "html" in answer.get("Content-Type", "")


def by_a_person(data: st.DataObject, form: PostedForm) -> dict[str, str]:
    """As a browser sends it: something typed into the boxes, something chosen of what is offered."""
    chosen = {name: data.draw(st.sampled_from(offered), label=name) for name, offered in sorted(form.choices.items())}
    typed = {name: data.draw(TYPED | st.just(form[name]), label=name) for name in sorted(form.typed)}
    return {**form, **chosen, **typed}


def by_a_script(data: st.DataObject, form: PostedForm) -> dict[str, str]:
    """Anything in any field, or without it."""
    fields = {name: value for name, value in form.items() if name in OURS}
    for name in sorted((form.keys() | form.choices.keys()) - fields.keys()):
        value = data.draw(st.none() | st.just(form.get(name, "")) | TYPED, label=name)
        if value is not None:
            fields[name] = value
    return fields


def lost(fields: dict[str, str], form: PostedForm, answer: HttpResponse) -> dict[str, str]:
    """What was typed, and is not on the page that says that something was wrong."""
    shown = {nfc_lines(value) for each in posted_forms(answer.text) for value in each.values()}
    words = nfc_lines(unescape(strip_tags(answer.text)))
    typed = {name: nfc_lines(fields[name]) for name in form.typed & fields.keys()}
    return {name: value for name, value in typed.items() if value not in shown and value not in words}


def unclean() -> list[tuple[str, str, str]]:
    return [
        (model._meta.label, field.name, value)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, Clean)
        for value in model._base_manager.values_list(field.attname, flat=True)
        if isinstance(value, str) and value != nfc_lines(value)
    ]


@pytest.fixture(scope="module")
def drawn(django_db_setup, django_db_blocker) -> Iterator[list[Drawn]]:
    """One form of each kind, for the first of the roles that meets it."""
    with django_db_blocker.unblock(), transaction.atomic():
        records, found = routes.build(), {}
        for who in ROLES:
            client = Client(raise_request_exception=False)
            client.force_login(records.world.users[who])
            for each in forms_for(client, records):
                found.setdefault(each.kind, each)
        with django_db_blocker.block():
            yield list(found.values())
        transaction.set_rollback(True)


def test_the_forms_are_found(drawn):
    assert len(drawn) >= FEWEST_FORMS, sorted(each.address for each in drawn)


def test_nothing_that_a_person_types_is_lost(drawn):
    def typed(each: Drawn, data: st.DataObject) -> None:
        fields = by_a_person(data, each.form)
        answer = each.client.post(each.address, fields, follow=True)
        assert answer.status_code < 500
        if _is_page(answer) and ("is-invalid" in answer.text or "notice-error" in answer.text):
            assert lost(fields, each.form, answer) == {}
        assert unclean() == []

    with_text = [each for each in drawn if each.form.typed]
    assert with_text
    try_out(typed, with_text, times=4)


def test_nothing_that_a_script_sends_is_an_error_of_ours(drawn):
    def sent(each: Drawn, data: st.DataObject) -> None:
        assert each.client.post(each.address, by_a_script(data, each.form), follow=True).status_code < 500

    try_out(sent, drawn, times=2)


def test_what_a_form_did_it_does_once(drawn):
    did = []
    for each in drawn:
        with transaction.atomic():
            first = each.client.post(each.address, each.form)
            if Submission.objects.filter(answer=first.get("Location", "")).exists():
                rows = stored_rows()
                assert each.client.post(each.address, each.form)["Location"] == first["Location"]
                assert stored_rows() == rows, each.address
                did.append(each.address)
            transaction.set_rollback(True)
    assert len(did) >= FEWEST_DEEDS, did


def stored_rows() -> dict[str, list[tuple[object, ...]]]:
    kept = (model for model in apps.get_models() if model is not Session)
    return {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in kept}


def try_out(check: Callable[[Drawn, st.DataObject], None], drawn: list[Drawn], *, times: int) -> None:
    """Each form so often, and each time everything is taken back."""

    @settings(deadline=None, max_examples=times, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.data())
    def one(each: Drawn, data: st.DataObject) -> None:
        with transaction.atomic():
            check(each, data)
            transaction.set_rollback(True)

    for each in drawn:
        one(each)
