import pytest
from django.urls import reverse

from accounts.models import AuditEvent, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:change_email")


@pytest.fixture
def person(client) -> User:
    user = UserFactory(email="cu@portal.example")
    client.force_login(user)
    return user


def test_a_new_address_is_kept_and_confirmed_in_a_sentence(client, person):
    answer = client.post(PAGE, {"email": " moi@PORTAL.example "}, follow=True)
    person.refresh_from_db()
    assert person.email == "moi@portal.example"
    assert "Từ nay thư nhắc được gửi đến moi@portal.example." in answer.text
    assert AuditEvent.objects.get().verb == "user.change_email"
    assert "portal.example" not in str(AuditEvent.objects.get().data)


def test_an_empty_address_ends_the_letters(client, person):
    answer = client.post(PAGE, {"email": ""}, follow=True)
    person.refresh_from_db()
    assert person.email == ""
    assert "không còn nhận thư nhắc" in answer.text
    assert "Chưa có địa chỉ thư điện tử" in answer.text


@pytest.mark.parametrize("sent", [{}, {"mail": "x@portal.example"}])
def test_a_form_without_its_field_clears_nothing(client, person, sent):
    answer = client.post(PAGE, sent)
    assert "chưa thay đổi gì" in str(answer.context["form"].errors["email"])
    assert client.post(PAGE, '{"email": ""}', content_type="application/json").status_code == 200
    person.refresh_from_db()
    assert person.email == "cu@portal.example"


@pytest.mark.parametrize("typed", ["khong-phai", "a@b", "a@portal.example\nBcc: b@portal.example", "a" * 250 + "@b.vn"])
def test_what_is_no_address_is_refused_at_its_field_and_stays_there(client, person, typed):
    answer = client.post(PAGE, {"email": typed})
    assert "email" in answer.context["form"].errors
    assert answer.context["form"]["email"].value() == typed
    person.refresh_from_db()
    assert person.email == "cu@portal.example"


def test_the_form_shows_the_address_of_today(client, person):
    assert 'value="cu@portal.example"' in client.get(PAGE).text
    assert "cu@portal.example" in client.get(reverse("accounts:account")).text
