import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_first_visit_is_vietnamese_whatever_the_browser_prefers(client):
    response = client.get(reverse("accounts:sign_in"), headers={"accept-language": "en-US,en;q=0.9"})
    assert response.headers["Content-Language"] == "vi"
    assert '<html lang="vi"' in response.content.decode()


def test_the_switch_holds_for_the_next_page(client):
    client.post(reverse("accounts:preferences"), {"language": "en", "next": "/account/sign-in/"})
    response = client.get(reverse("accounts:sign_in"))
    assert '<html lang="en"' in response.content.decode()


def test_an_unknown_language_in_the_cookie_is_not_followed(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert client.get(reverse("accounts:sign_in")).headers["Content-Language"] == "vi"
