"""A database that does not answer, a full disk, an error of ours: the page says what holds and keeps what was typed."""

import errno

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.forms import posted_forms
from ui.typed import FORM_KEY

ADD = reverse("organizations:add_user")
TYPED = {"username": "van.an", "full_name": "Nguyễn Văn An", FORM_KEY: ""}
PASSING = [OperationalError("lock timeout"), InterfaceError("closed"), OSError(errno.ENOSPC, "full")]


@pytest.fixture
def admin(world) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.users["administrator"])
    return client


def _failing(monkeypatch, error: Exception) -> None:
    def fail(**_arguments):
        raise error

    monkeypatch.setattr("accounts.actions.add_user", fail)


@pytest.mark.django_db
@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
def test_what_passes_is_a_503_that_sends_the_form_again(admin, monkeypatch, error):
    key = posted_forms(admin.get(ADD).text)[-1][FORM_KEY]
    with monkeypatch.context() as broken:
        _failing(broken, error)
        answer = admin.post(ADD, {**TYPED, FORM_KEY: key})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    (form,) = posted_forms(answer.text)
    assert (form["full_name"], form[FORM_KEY]) == ("Nguyễn Văn An", key)
    assert admin.post(ADD, form).status_code == 302
    assert User.objects.filter(username="van.an").count() == 1


@pytest.mark.django_db
def test_a_constraint_that_no_form_names_is_a_sentence(admin, monkeypatch):
    _failing(monkeypatch, IntegrityError("unique"))
    answer = admin.post(ADD, TYPED)
    assert answer.status_code == 200
    assert "Gửi lại" in answer.text or answer.context["form"].non_field_errors()


@pytest.mark.django_db
def test_an_error_of_ours_keeps_what_was_typed(admin, monkeypatch):
    _failing(monkeypatch, RuntimeError("ours"))
    answer = admin.post(ADD, TYPED)
    assert answer.status_code == 500
    assert posted_forms(answer.text)[0]["full_name"] == "Nguyễn Văn An"


@pytest.mark.django_db
def test_without_its_database_a_page_says_so_and_the_probes_answer(admin):
    def refuse(*_arguments):
        raise OperationalError("no answer")

    with connection.execute_wrapper(refuse):
        assert admin.get("/members/").status_code == 503
        assert admin.post(ADD, TYPED).status_code == 503
        assert admin.get("/healthz").text == "ok"
        assert admin.get("/readyz").status_code == 503
