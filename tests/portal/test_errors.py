"""A database that does not answer, a full disk, an error of ours: the page says what holds and keeps what was typed."""

import errno
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
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


TOO_MUCH = [
    ({f"f{number}": "" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}, "nhiều ô hơn"),
    ({"full_name": "x" * 6 * 1024 * 1024}, "dài hơn"),
    ({f"f{number}": SimpleUploadedFile("a.txt", b"a") for number in range(101)}, "nhiều tệp hơn"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "why"), TOO_MUCH, ids=["fields", "text", "files"])
def test_what_is_too_much_is_refused_with_its_reason(admin, sent, why):
    answer = admin.post(ADD, sent)
    assert answer.status_code == 400
    assert why in answer.text
    assert "Chưa có gì được lưu" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "why"), TOO_MUCH[:2], ids=["fields", "text"])
def test_so_it_is_without_files(admin, sent, why):
    answer = admin.post(ADD, urlencode(sent), content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, why in answer.text) == (400, True)


@pytest.mark.django_db
def test_an_address_of_too_many_parts_is_refused_with_its_reason(admin):
    answer = admin.get(f"/members/?{urlencode(TOO_MUCH[0][0])}")
    assert (answer.status_code, "nhiều ô hơn" in answer.text) == (400, True)


@pytest.mark.django_db
def test_what_cannot_be_read_for_another_reason_claims_no_size(admin):
    answer = admin.post(ADD, b"--x", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert "nhiều" not in answer.text


def test_under_a_name_that_is_not_the_portals_its_address_is_told(settings):
    settings.PORTAL_URL = "https://cong.example"
    answer = Client().get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert 'href="https://cong.example"' in answer.text
    assert "elsewhere.example" not in answer.text


def test_a_person_who_signs_in_for_an_address_too_long_to_be_kept_is_asked_to_all_the_same(db):
    answer = Client().get("/members/", {"q": "ế" * 3000})
    assert (answer.status_code, answer.url) == (302, "/account/sign-in/")
