"""Where the pictures of the guide are taken, and what each of them frames."""

from dataclasses import dataclass

import tinyhtml5
from cssselect2 import ElementWrapper
from django.test import Client


@dataclass(frozen=True)
class Shot:
    """`follow` is a link of the page at `path` that leads to the one pictured; `search` is typed in the bar."""

    person: str
    path: str
    framed: str
    follow: str = ""
    search: str = ""


SHOTS = {
    "home-clerk": Shot("chibo", "/", ".tasks"),
    "sheet": Shot("chibo", "/", "#sheet tbody tr", follow="main a[href*='/ratings/2024/']"),
    "home-committee": Shot("danguy", "/", ".tasks"),
    "decision": Shot("danguy", "/", "#approve", follow="main a[href$='/review/']"),
    "board": Shot("khoi", "/ratings/2024/", ".summary"),
    "members": Shot("khoi", "/members/", ".list-search"),
    "organization": Shot("khoi", "/organizations/", ".facts", follow="main tbody a"),
    "home-inspector": Shot("ubkt", "/", ".tasks li"),
    "case": Shot("ubkt", "/", "a[href*='/conclude/']", follow=".tasks a"),
    "home-leader": Shot("thuongtruc", "/", ".missed"),
    "dashboard": Shot("khoi", "/terms/2020-2025/", ".term-board tbody tr"),
    "reports": Shot("khoi", "/reports/", "form[action='/reports/request/']"),
    "users": Shot("quantri", "/organizations/users/", "main a.btn-primary"),
    "user": Shot("quantri", "/organizations/users/", "a[href*='/assign/']", follow="main tbody a"),
    "trail": Shot("nhatky", "/account/audit/", "main tbody tr"),
    "search": Shot("khoi", "/", ".search-panel", search="nang som"),
}


def answer(client: Client, path: str) -> ElementWrapper:
    page = client.get(path)
    assert page.status_code == 200, path
    return ElementWrapper.from_html_root(tinyhtml5.parse(page.text, namespace_html_elements=False))
