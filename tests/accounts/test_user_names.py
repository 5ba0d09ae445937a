"""Whoever is meant is let in, however the name is written; nobody takes a name that reads like another."""

import unicodedata

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from accounts.forms import UserForm
from accounts.models import AuditEvent, SignInAttempt, User
from stored.cleaning import give_keys
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
WAYS = ["Chibo.Hòa", "CHIBO.HOÀ", " chibo.hòa\xa0", "chibo.ho\u0300a", "chibo.\u200bhòa", "ｃhibo.hòa"]


@pytest.fixture
def person() -> User:
    return UserFactory(username="chibo.hòa")


@pytest.mark.parametrize("typed", WAYS)
def test_a_name_signs_in_in_whatever_way_it_was_typed(client, person, typed):
    response = client.post(reverse("accounts:sign_in"), {"username": typed, "password": PASSWORD})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_all_ways_count_as_one_name_when_somebody_guesses(client, person):
    for typed in WAYS:
        client.post(reverse("accounts:sign_in"), {"username": typed, "password": "sai"})
    assert set(SignInAttempt.objects.values_list("username", flat=True)) == {person.username_key}
    assert {event.target_id for event in AuditEvent.objects.all()} == {str(person.pk)}


@pytest.mark.parametrize("typed", WAYS)
def test_nobody_takes_a_name_that_reads_like_another(person, typed):
    form = UserForm({"username": typed, "full_name": "Ai Đó"})
    assert not form.is_valid()
    assert "username" in form.errors


def test_the_database_refuses_it_too(person):
    twin = User(username="Chibo.HÒA", full_name="Ai Đó")
    with pytest.raises(ValidationError) as refused:
        twin.full_clean(exclude=["password"])
    assert list(refused.value.message_dict) == ["username"]
    with pytest.raises(IntegrityError):
        twin.save()


def test_two_who_were_stored_before_stay_and_each_signs_in_by_the_name_as_it_is_written(person):
    other = UserFactory()
    User.objects.filter(pk=other.pk).update(username="Chibo.Hòa")
    told = give_keys(User, "username", "username_key")
    assert told == [f"“chibo.hòa” = “Chibo.Hòa” (id {other.pk})"]
    assert authenticate(username="Chibo.Hòa", password=PASSWORD) == other
    assert authenticate(username="chibo.hòa", password=PASSWORD) == person
    User.objects.get(pk=other.pk).save()


@pytest.mark.parametrize(("set_as", "typed_as"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_password_is_the_same_from_every_keyboard(person, set_as, typed_as):
    person.set_password(unicodedata.normalize(set_as, "mật khẩu khó đoán"))
    person.save()
    typed = unicodedata.normalize(typed_as, "mật khẩu khó đoán")
    assert authenticate(username=person.username, password=typed) == person
    assert authenticate(username=person.username, password=f"{typed} ") is None
