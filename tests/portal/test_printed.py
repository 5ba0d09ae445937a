"""Each page says on paper who printed it, and on which day; on the screen it does not."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_page_on_paper_names_the_person_and_the_day(client):
    client.force_login(UserFactory(full_name="Nguyễn Thị <In>"))
    page = client.get(reverse("home")).text
    line = " ".join(page.split('class="printed">')[1].split("</p>")[0].split())
    assert line == f"In ngày {timezone.localdate():%d/%m/%Y}, người in: Nguyễn Thị &lt;In&gt;"


def test_nobody_signed_in_prints_nothing_of_a_person(client):
    assert 'class="printed"' not in client.get(reverse("accounts:sign_in")).text


def test_the_line_is_for_paper_only():
    styles = settings.BASE_DIR / "static" / "ui"
    assert ".printed {\n  display: none;" in (styles / "base.css").read_text(encoding="utf-8")
    assert ".printed {\n    display: block !important;" in (styles / "print.css").read_text(encoding="utf-8")
