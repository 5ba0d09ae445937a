import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import make_link
from accounts.models import AuditEvent, User
from accounts.sign_in.links import password_link
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = "ngay-mai-troi-nang-2024"


def _change(client: Client, old: str = PASSWORD, first: str = NEW, second: str = NEW):
    data = {"old_password": old, "new_password1": first, "new_password2": second}
    return client.post(reverse("accounts:change_password"), data)


def test_new_password_holds_and_other_sessions_end(client):
    person = UserFactory()
    other = Client()
    client.force_login(person)
    other.force_login(person)

    assert _change(client).status_code == 302

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get(reverse("accounts:account")).status_code == 200
    assert other.get(reverse("accounts:account")).status_code == 302
    assert AuditEvent.objects.get().verb == "user.change_password"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"old": "khong-phai"}, "old_password"),
        ({"second": "khac-hoan-toan"}, "new_password2"),
        ({"first": "ngan", "second": "ngan"}, "new_password2"),
        ({"first": "123456789012", "second": "123456789012"}, "new_password2"),
    ],
)
def test_wrong_input_is_refused_at_its_field(client, data, field):
    person = UserFactory()
    client.force_login(person)

    response = _change(client, **data)

    assert field in response.context["form"].errors
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_link_sets_a_password_once(client):
    person = UserFactory()
    person.set_unusable_password()
    person.save()
    link = password_link(person)

    assert person.username in client.get(link).text
    assert client.post(link, {"new_password1": NEW, "new_password2": NEW}).url == reverse("accounts:sign_in")

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get(link).status_code == 404
    assert AuditEvent.objects.get().verb == "user.set_password"


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "khac"}])
def test_link_is_spent_by_what_happens_to_the_account(client, change):
    person = UserFactory()
    link = password_link(person)
    type(person).objects.update(**change)

    assert client.get(link).status_code == 404


@pytest.mark.parametrize("code", ["AA", "*", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "4Zue"])
def test_invented_link_is_no_page(client, code):
    assert client.get(reverse("accounts:set_password", args=[code, "abc-def"])).status_code == 404


def test_person_is_told_that_a_link_set_the_password_and_who_made_it(client):
    maker, person = UserFactory(full_name="Lê Quản Trị"), UserFactory(username="an")
    words = "Người tạo đường dẫn: Lê Quản Trị"

    def sign_in(password: str) -> str:
        browser = Client()
        return browser.post("/account/sign-in/", {"username": "an", "password": password}, follow=True).text

    assert words not in sign_in(PASSWORD)
    person.refresh_from_db()
    client.post(make_link(user=person, by=maker), {"new_password1": NEW, "new_password2": NEW})

    assert words in sign_in(NEW)
    assert words not in sign_in(NEW)
    client.force_login(User.objects.get(pk=person.pk))
    assert words in client.get(reverse("accounts:account")).text
    assert _change(client, old=NEW, first=NEW + "-2", second=NEW + "-2").status_code == 302
    assert words not in client.get(reverse("accounts:account")).text
