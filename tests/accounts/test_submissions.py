"""The same form sent twice makes one thing; what stands against a key is said in words, and nothing typed is lost."""

from datetime import timedelta
from time import time

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Submission, User
from accounts.roles import Role
from accounts.submissions import keys, tasks
from tests import routes
from tests.forms import posted_forms
from ui.typed import FORM_KEY

pytestmark = pytest.mark.django_db
ADD = reverse("organizations:add_user")


@pytest.fixture
def admin(world, client) -> User:
    client.force_login(world.users["administrator"])
    return world.users["administrator"]


def typed(key: str, **more: str) -> dict[str, str]:
    return {"username": "van.an", "full_name": "Nguyễn Văn An", FORM_KEY: key, **more}


def test_the_second_answer_is_the_first_ones(client, admin):
    key = keys.make(admin)
    first = client.post(ADD, typed(key))
    second = client.post(ADD, typed(key), follow=True)
    assert second.redirect_chain == [(first["Location"], 302)]
    assert "đã được ghi" in second.text
    assert User.objects.filter(username="van.an").count() == 1
    assert AuditEvent.objects.filter(verb="user.add").count() == 1


def test_a_key_costs_a_transaction_and_its_row(client, admin):
    client.post(ADD, typed("", username="van.ba"))
    counted = []
    for key in ("", keys.make(admin)):
        with CaptureQueriesContext(connection) as queries:
            assert client.post(ADD, typed(key, username=f"van.binh{len(key)}")).status_code == 302
        counted.append(len(queries))
    assert counted[1] - counted[0] == 7


def test_without_a_key_it_is_taken_as_it_comes(client, admin):
    assert client.post(ADD, {"username": "van.an", "full_name": "Nguyễn Văn An"}).status_code == 302
    assert not Submission.objects.exists()


def test_what_was_refused_may_be_sent_again_with_the_same_key(client, admin):
    key = keys.make(admin)
    assert client.post(ADD, typed(key, username="?")).status_code in (200, 422)
    assert not Submission.objects.exists()
    assert client.post(ADD, typed(key)).status_code == 302


def test_what_answers_with_a_page_of_its_own_may_be_asked_for_again(client, admin, world):
    key = keys.make(admin)
    for _each in range(2):
        assert client.post(reverse("organizations:download_users"), {FORM_KEY: key}).status_code == 200
    assert AuditEvent.objects.filter(verb="list.download").count() == 2


def test_a_link_is_asked_for_anew_after_another_deed_or_a_minute(client, admin, world):
    user = world.users["clerk"]
    address, lines = reverse("organizations:make_link", args=[user.pk]), AuditEvent.objects.filter(verb="user.link")
    for _each in range(2):
        assert "account/password/" in client.post(address).text
    assert lines.count() == 1
    AuditEvent.objects.update(at=timezone.now() - timedelta(minutes=2))
    client.post(address)
    assert lines.count() == 2
    client.post(reverse("organizations:disable_user", args=[user.pk]))
    client.post(reverse("organizations:enable_user", args=[user.pk]))
    client.post(address)
    assert lines.count() == 3


def test_two_forms_of_one_page_are_two_things(client, admin):
    for name in ("van.an", "van.binh"):
        assert client.post(ADD, typed(keys.make(admin), username=name)).status_code == 302
    assert User.objects.filter(username__in=("van.an", "van.binh")).count() == 2


def unfit(admin, world) -> dict[str, str]:
    own = keys.make(admin)
    return {
        "of somebody else": keys.make(world.users["clerk"]),
        "with the name of another in it": own.replace(f"{admin.pk}.", f"{world.users['clerk'].pk}.", 1),
        "forged": "1.nothing",
        "endless": "x" * 5000,
        "of another use of the same secret": signing.TimestampSigner().sign(f"{admin.pk}.abc"),
    }


def test_a_key_that_is_not_this_persons_is_refused_and_what_was_typed_is_kept(client, admin, world):
    for why, key in unfit(admin, world).items():
        answer = client.post(ADD, typed(key))
        assert answer.status_code == 409, why
        assert not User.objects.filter(username="van.an").exists(), why
        (form,) = posted_forms(answer.text)
        assert form["username"] == "van.an"
        assert form["full_name"] == "Nguyễn Văn An"
    assert client.post(ADD, form).status_code == 302


def test_a_key_that_was_used_elsewhere_is_refused(client, admin, world):
    key, other = keys.make(admin), reverse("organizations:assign", args=[world.users["clerk"].pk])
    client.post(ADD, typed(key))
    answer = client.post(other, {FORM_KEY: key, "role": "clerk"})
    assert answer.status_code == 409
    assert not AuditEvent.objects.filter(verb="assignment.add").exists()


def test_a_form_that_was_open_for_more_than_a_month_is_looked_at_again(client, admin, monkeypatch):
    key, later = keys.make(admin), time() + keys.LONGEST_OPEN.total_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.post(ADD, typed(key)).status_code == 409


def test_rows_are_swept_when_their_keys_are_refused_by_date(admin):
    ages = {"old": 2 * keys.LONGEST_OPEN + timedelta(minutes=1), "young": keys.LONGEST_OPEN + timedelta(days=1)}
    for key, age in ages.items():
        Submission.objects.create(key=key, user=admin, path=ADD, answer="/", at=timezone.now() - age)
    tasks.sweep()
    assert [row.key for row in Submission.objects.all()] == ["young"]


@pytest.mark.parametrize("role", Role)
def test_every_form_on_every_page_carries_a_key(role):
    records = routes.build()
    client = Client()
    client.force_login(records.world.users[role.value])
    seen = 0
    for route in routes.routes():
        for address in routes.addresses(route, records).values():
            answer = client.get(address) if "GET" in route.policy.methods else None
            if answer is None or "text/html" not in answer.get("Content-Type", ""):
                continue
            for form in posted_forms(answer.text):
                seen += 1
                assert form.get(FORM_KEY), (address, form)
    assert seen
