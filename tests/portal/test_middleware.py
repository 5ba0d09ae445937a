import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_address_of_a_deed_says_in_words_that_it_cannot_be_opened(client):
    client.force_login(UserFactory())

    response = client.get(reverse("accounts:sign_out"))

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "không mở trực tiếp được" in response.text
    assert "_auth_user_id" in client.session
