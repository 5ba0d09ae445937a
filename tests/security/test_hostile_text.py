"""Hostile text in every text column, and every page of every role: it is read as text, and breaks out of nothing."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.trail.record import record
from members.models import LifeEvent, RecordMerger
from ratings.models import MemberRating, OrganizationRating, RatingYear, ReopeningRequest, Sheet, SheetDraft
from reports.renderings import markup
from reports.snapshots.term import take
from tests import factories, routes
from tests.routes import Records

pytestmark = pytest.mark.django_db
# Breaks out of an element, of attributes in either quotes, of a script, of a comment, and of a template.
HOSTILE = """"'></script></title>--><img src=x onerror=alert(1)>{{7*7}}"""
# Columns whose text is a key or a code of ours, never typed.
OURS = {"path", "sort_key", "search_key", "code", "password", "kind", "number", "verb", "target_type", "target_id"}
OURS |= {"username_key", "number_key"}
OURS |= {"file_sha256", "snapshot_sha256", "file_name", "error", "step", "indicator", "part", "measure", "session_key"}
OURS |= {"session_data", "state", "codename", "app_label", "model", "address", "app", "name_vi", "name_en", "source"}
TYPED_IN_ADDRESS = ("q", "person", "page", "sector", "state", "kind", "of", "organization", "year", "next", "member")


class Broken(HTMLParser):
    """What must not be there: our element, a handler, an address that runs, a second script or title."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            runs = (value or "").strip().lower().startswith(("javascript:", "data:text"))
            if name.startswith("on") or (name in ("href", "src", "action", "formaction", "hx-get") and runs):
                self.found.append(f"<{tag} {name}={value}>")
        if tag == "img" and ("src", "x") in attrs:
            self.found.append("<img>")


def broken(page: str) -> list[str]:
    parser = Broken()
    parser.feed(page)
    return [*parser.found, *(["{{49}}"] if "onerror=alert(1)>49" in page else [])]


@pytest.mark.parametrize(
    "page", [f"<p>{HOSTILE}</p>", f'<a title="{HOSTILE}">', f"<a title='{HOSTILE}'>", "<a href=' javascript:x'>"]
)
def test_the_reader_of_pages_sees_what_breaks_out(page):
    assert broken(page)
    assert not broken("<p>&quot;&#x27;&gt;&lt;img src=x onerror=alert(1)&gt;{{7*7}}</p>")


def _typed_columns() -> list[tuple[type[models.Model], list[models.Field]]]:
    found = []
    for model in apps.get_models():
        texts = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and field.name not in OURS
            and field.max_length != 1
        ]
        if texts and model._meta.app_label in {"accounts", "organizations", "members", "inspections", "ratings"}:
            found.append((model, texts))
    return found


OUTSIDE = (LifeEvent.Kind.TRANSFERRED_IN, LifeEvent.Kind.TRANSFERRED_OUT, LifeEvent.Kind.RETURNED)


def _poison() -> None:
    for model, fields in _typed_columns():
        for row in model._default_manager.all():
            texts = {field.attname: HOSTILE[: field.max_length or len(HOSTILE)] for field in fields}
            if model is User:
                texts["username"] = f"{row.pk}{HOSTILE}"
            if model is ReopeningRequest and not row.outcome:
                del texts["answer"]
            if model is RecordMerger:
                del texts["taken_back_because"]
            if model is LifeEvent and (row.counterpart_id or row.kind not in OUTSIDE):
                del texts["elsewhere"]
            models.QuerySet(model).filter(pk=row.pk).update(**texts)  # also what the portal itself never changes


@pytest.fixture
def records() -> Records:
    found = routes.build()
    by = found.world.users["committee"]
    for place in found.places.values():
        sheet = Sheet.objects.get(rating_year__year=routes.YEAR, organization=place.organization)
        OrganizationRating.objects.create(sheet=sheet, level=3)
        MemberRating.objects.create(sheet=sheet, member=place.member, level=4)
        Sheet.objects.filter(pk=sheet.pk).update(state=Sheet.State.RETURNED, return_reason="x", saved_by=by)
        factories.CaseFactory(organization=place.organization, member=place.member, number=f"DV {place.member.pk}")
        for verb in ("sheet.comment", "sheet.return", "sheet.reopen"):
            record(by=by, verb=verb, target=sheet, reason="x", decision_number=HOSTILE, remarks={"own": HOSTILE})
    refused = {"outcome": ReopeningRequest.Outcome.REFUSED, "answered_by": by, "answered_at": timezone.now()}
    earliest = ReopeningRequest.objects.earliest("pk")
    ReopeningRequest.objects.filter(pk=earliest.pk).update(answer="x", **refused)
    SheetDraft.objects.create(
        sheet=Sheet.objects.get(rating_year__year=routes.YEAR, organization=found.world.own_cell),
        user=found.world.users["clerk"],
        version=1,
        fields={"own-note": HOSTILE, f"m{found.places['cell'].member.pk}-ballot_for": HOSTILE, "own-level": HOSTILE},
        kept_at=RatingYear.objects.get(year=routes.YEAR, root=found.world.bloc).opens_on.strftime("%Y-%m-%dT00:00Z"),
    )
    _poison()
    return found


@pytest.mark.parametrize(
    "who", ["clerk", "committee", "bloc_office", "inspector", "leader", "auditor", "administrator"]
)
def test_hostile_text_is_read_as_text_on_every_page(records, who):
    client, escaped = Client(), Counter()
    client.force_login(records.world.users[who])
    query = dict.fromkeys(TYPED_IN_ADDRESS, HOSTILE)
    for route in routes.routes():
        for address in routes.addresses(route, records).values():
            for method in route.policy.methods:
                with transaction.atomic():
                    response = client.generic(method, address)
                    asked = client.get(address, query) if method == "GET" else None
                    transaction.set_rollback(True)
                for page in filter(None, (response, asked)):
                    if "html" in page.headers.get("Content-Type", "") and not page.streaming:
                        assert broken(page.text) == [], f"{method} {address}"
                        escaped[route.name] += page.text.count("&lt;img src=x onerror")
                if route.name == "accounts:sign_out":
                    client.force_login(records.world.users[who])
    # Each role met the payload, or its pages hold no text that could carry it.
    assert sum(escaped.values()) > 20, escaped
    assert escaped["accounts:account"]


def test_what_was_typed_and_refused_comes_back_as_text(records):
    client = Client()
    client.force_login(records.world.users["bloc_office"])
    typed = {
        "members:enter": ("full_name", "position", "birth_date", "decision_number", "kind", "organization"),
        "members:correct": ("full_name", "position", "birth_date", "seen"),
        "ratings:sheet": ("own-level", "own-note", "own-self_level", "own-not_rated_reason", "version"),
        "ratings:settings": ("reason", "opens_on", "cap_minimum_group", "rule_set"),
        "ratings:approve_each": ("decision_number", "decided_on", "sheet"),
    }
    place = records.places["cell"]
    where = {
        "members:correct": [place.member.pk],
        "ratings:sheet": [2024, place.organization.pk],
        "ratings:settings": [2024],
        "ratings:approve_each": [2024],
    }
    for name, fields in typed.items():
        response = client.post(reverse(name, args=where.get(name)), dict.fromkeys(fields, HOSTILE))
        assert response.status_code in (200, 422), name
        assert broken(response.text) == [], name
        assert "&lt;img src=x onerror" in response.text, name


def test_the_sign_in_page_says_a_hostile_name_again_as_text(client, db):
    response = client.post(reverse("accounts:sign_in"), {"username": HOSTILE, "password": "x", "next": HOSTILE})
    assert broken(response.text) == []
    assert "&lt;img src=x onerror" in response.text


def test_hostile_names_are_text_in_the_printed_report_too(records):
    html = markup.compose(take(records.term, records.world.bloc))
    assert broken(html) == []
    assert "&lt;img src=x onerror" in html
