"""What a person types to set a portal up."""

from django.test import Client
from django.urls import reverse

from portal.setup.code import one_time_code

PASSWORD = "mua-thu-2026-ha"
ROOT = {
    "name": "Đảng bộ Xã Trúc Đào",
    "kind": "bloc",
    "code": "TD",
    "opened_on": "1/7/2025",
    "decision_number": "12-QĐ/TU",
    "superior": "Đảng bộ Tỉnh Hoa Mộc Lan",
}
FIRST = {
    "first_full_name": "Nguyễn Thị Minh",
    "first_username": "minh",
    "first_password": PASSWORD,
    "first_again": PASSWORD,
}
SECOND = {"second_full_name": "Lê Văn Bình", "second_username": "binh"}
ALL = {**ROOT, **FIRST, **SECOND}


def opened(client: Client | None = None) -> Client:
    """Of somebody who has brought the code."""
    client = client or Client()
    assert client.post(reverse("setup"), {"code": one_time_code()}).status_code == 302
    return client


def set_up(client: Client | None = None, **changed: str) -> Client:
    client = opened(client)
    client.post(reverse("setup"), {**ALL, **changed})
    return client
