"""Requests that no page of ours sends: each is refused as the sender's fault (4xx), on every database, and no 500."""

import json
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.http import parse_cookie
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.sign_in.links import password_link
from portal import middleware
from ratings.models import SheetDraft
from reports.models import Report
from tests import factories
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


@pytest.fixture
def office(client: Client, world) -> Client:
    client.raise_request_exception = False
    client.force_login(world.users["bloc_office"])
    return client


# --- characters


def multipart(charset: str, value: bytes) -> dict[str, object]:
    body = b'--x\r\nContent-Disposition: form-data; name="own-note"\r\n\r\n' + value + b"\r\n--x--\r\n"
    return {"data": body, "content_type": f"multipart/form-data; boundary=x; charset={charset}"}


def test_the_hostile_charset_carries_half_a_surrogate_pair():
    assert b"\\ud800".decode("unicode_escape") == "\ud800"
    with pytest.raises(UnicodeEncodeError):
        "\ud800".encode()
    with pytest.raises(LookupError):
        b"00".decode("hex")


@pytest.mark.parametrize("charset", ["hex", "rot13", "undefined", "unicode_escape", "utf-7", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_form_is_read_as_utf8_or_not_at_all(office, world, charset, signed_in):
    client = office if signed_in else Client(raise_request_exception=False)
    for address in (reverse("accounts:sign_in"), reverse("ratings:sheet", args=[2024, world.own_cell.pk])):
        # post() would itself translate the bytes into the charset.
        assert client.generic("POST", address, **multipart(charset, b"\\ud800")).status_code == 400
    assert client.get("/", headers={"Content-Type": f"text/plain; charset={charset}"}).status_code == 400


# What makes a form unreadable, and would make each page that looks for its token fail once more.
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
UNREADABLE = [
    *((b"a=1", f"{FORM}; charset={name}") for name in ("utf-7", "idna", "hex", "utf-16", "cp1252", "punycode")),
    (urlencode({f"a{number}": 1 for number in range(5_001)}).encode(), FORM),
    (b"a=" + b"x" * (6 * 1024 * 1024), FORM),
    (b"--x\r\nnonsense", f"{PARTS}; boundary=x; charset=idna"),
    (b"nonsense", PARTS),
    (b"nonsense", f"{PARTS}; boundary="),
    (b"--x\r\n\r\n--x" * 2_000, f"{PARTS}; boundary=x"),
    (
        b"\r\n".join(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1' for _ in range(5_001))
        + b"\r\n--x--\r\n",
        f"{PARTS}; boundary=x",
    ),
    (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n',
        f"{PARTS}; boundary=x",
    ),
]


@pytest.mark.parametrize(("body", "content_type"), UNREADABLE, ids=range(len(UNREADABLE)))
@pytest.mark.parametrize("role", ["bloc_office", None])
def test_a_form_that_cannot_be_read_is_refused_on_every_page(world, role, body, content_type):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if role:
        client.force_login(world.users[role])
    client.get(reverse("accounts:sign_in"))
    for address in (
        *(reverse(name) for name in ("accounts:sign_in", "accounts:sign_out", "members:enter", "reports:request")),
        *("/nowhere/", "/", "/healthz"),
    ):
        response = client.generic("POST", address, body, content_type=content_type)
        assert 400 <= response.status_code < 500, address
    page = client.generic("POST", reverse("accounts:sign_in"), body, content_type=content_type)
    assert (page.status_code, "<h1>" in page.text) in ((400, True), (403, True))


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf_8", "us-ascii", "ascii"])
def test_a_form_in_utf8_by_any_of_its_names_is_read(client, world, name):
    typed = urlencode({"username": "không có", "password": "sai"})
    response = client.generic("POST", reverse("accounts:sign_in"), typed, content_type=f"{FORM}; charset={name}")
    assert (response.status_code, "không có" in response.text) == (200, True)


@pytest.mark.parametrize("broken", ["%ff%fe", "Tr%e7n", "%c3"])
def test_letters_that_arrived_broken_are_told_and_not_kept(office, world, broken):
    typed = f"full_name=An{broken}&username=an"
    office.force_login(world.users["administrator"])
    response = office.generic("POST", reverse("organizations:add_user"), typed, content_type=FORM)
    assert "bị lỗi khi truyền" in str(response.context["form"].errors["full_name"])


def test_utf8_by_name_is_read(office):
    assert office.post(reverse("accounts:sign_in"), **multipart("UTF-8", "Trần".encode())).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/terms/2020%002025/",
        "/terms/2020-2025/admissions/2020%00/",
        "/account/password/MQ/%00/",
        "/ratings/?sector=%00",
        "/members/?q=a&q=%00",
        "/cases/?%00=1",
        "/nowhere/%00",
    ],
)
def test_nul_in_an_address_is_refused(office, address):
    assert office.get(address).status_code == 400
    assert office.get(address.replace("%00", "0")).status_code in (200, 302, 404)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
def test_a_cookie_with_nul_is_as_if_it_were_not_there(world, name):
    client = Client(raise_request_exception=False)
    response = client.get("/", headers={"Cookie": rf'{name}="abcdefghij\000k"'})
    assert parse_cookie(response.wsgi_request.environ["HTTP_COOKIE"])[name] == "abcdefghij\x00k"
    assert name not in response.wsgi_request.COOKIES
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("deed", "field"),
    [("comment", "text"), ("return", "reason"), ("approve", "decision_number"), ("reopen", "reason")],
)
def test_what_nobody_can_see_is_no_words(office, world, deed, field):
    sheets.open_year(world)
    sheet = sheets.submitted(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"])
    typed = {"version": sheet.version, f"{deed}-{field}": "\u200b\x01\u202e"}

    response = office.post(reverse(f"ratings:{deed}", args=[2024, world.lone_cell.pk]), typed)

    assert response.status_code == 422
    assert field in response.context[f"{deed}_form"].errors
    assert not AuditEvent.objects.filter(verb=f"sheet.{deed}").exists()


# --- sizes and numbers


def test_a_body_beyond_the_cap_is_not_read(monkeypatch, world):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(middleware, "MAX_BODY_BYTES", 1000)
    read: list[int] = []
    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", lambda *given: read.append(1))

    response = client.post(reverse("accounts:sign_in"), **multipart("utf-8", b"a" * 1001))

    assert (response.status_code, read) == (413, [])
    assert "quá lớn" in response.text


@pytest.mark.parametrize("length", ["abc", "-1", "²", HUGE])
def test_a_length_that_is_no_number_is_nothing(world, length):
    client = Client(raise_request_exception=False)
    assert client.get(reverse("accounts:sign_in"), CONTENT_LENGTH=length).status_code == 200


@pytest.mark.parametrize("year", [0, 1, 2013, 2100, 9999, 10**9, 2**63, 10**30])
def test_a_year_far_away_is_a_page_that_does_not_exist(office, year):
    factories.RatingYearFactory(year=min(max(year - 1, 2024), 9_998))
    for name in ("year", "settings", "summary", "summary_members", "calibration", "calibration_record"):
        assert office.get(reverse(f"ratings:{name}", args=[year])).status_code == 404, name


@pytest.mark.parametrize("organization", [HUGE, "9" * 30, "²", "１", "-1", "\x00", "x"])
def test_a_report_is_asked_of_an_organization_by_a_number(client, world, organization):
    client.raise_request_exception = False
    client.force_login(world.users["leader"])
    response = client.post(reverse("reports:request"), {"term": "2020-2025", "organization": organization})
    assert (response.status_code, Report.objects.count()) == (404, 0)


def test_a_term_with_nul_is_none(client, world):
    client.raise_request_exception = False
    client.force_login(world.users["leader"])
    assert client.post(reverse("reports:request"), {"term": "2020-2025\x00"}).status_code == 404


# --- drafts and remarks, which no form reads


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("[" * 100_000, "application/json"),
        (r'{"own-note": "\ud800"}', "application/json"),
        (r'{"own-note\ud800": "x"}', "application/json"),
        (r'{"own\u0000": "x"}', "application/json"),
        (r'{"own-note": "\u0000"}', "application/json"),
        ('{"version": 1}', "application/json"),
        ("a=1", "application/x-www-form-urlencoded"),
        (multipart("utf-8", b"x")["data"], "multipart/form-data; boundary=x"),
    ],
)
def test_a_draft_that_could_not_be_shown_again_is_not_kept(office, world, body, content_type):
    sheets.open_year(world)
    address = reverse("ratings:draft", args=[2024, world.own_cell.pk])
    assert office.post(address, json.dumps({"own-note": "được"}), content_type="application/json").status_code == 200

    response = office.post(address, body, content_type=content_type)

    assert response.status_code == 400
    assert SheetDraft.objects.get().fields == {"own-note": "được"}


def test_a_draft_reads_the_session_and_not_the_form_for_its_token(world):
    """The middleware reads the form first, and then there is no body left to read."""
    sheets.open_year(world)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.users["clerk"])
    client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk]))
    headers = {"X-CSRFToken": client.cookies["csrftoken"].value}
    for extra in (multipart("utf-8", b"x"), {"data": "a=1", "content_type": "application/x-www-form-urlencoded"}):
        address = reverse("ratings:draft", args=[2024, world.own_cell.pk])
        assert client.post(address, **extra, headers=headers).status_code == 400


@pytest.mark.parametrize("key", ["m²", "m" + HUGE, "m" + "9" * 30, "m٣", "m1", "ghost", "\x00"])
def test_a_remark_is_about_a_row_of_the_sheet_or_it_is_not_said(client, world, key):
    sheets.open_year(world)
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    own = f"m{world.members['own'].pk}"
    client.raise_request_exception = False
    client.force_login(world.users["committee"])
    typed = {"version": sheet.version, "return-reason": "Xem lại", f"remark-{own}": "vì\x00 sao", f"remark-{key}": "?"}

    response = client.post(
        reverse("ratings:return", args=[2024, world.own_cell.pk]),
        urlencode(typed),
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 302
    expected = {own: "vì sao"} if key != own else {own: "?"}
    assert AuditEvent.objects.get(verb="sheet.return").data["remarks"] == expected


# --- answers


def test_without_its_token_a_form_is_refused_in_vietnamese(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["clerk"])
    response = client.post(reverse("accounts:sign_out"))
    assert response.status_code == 403
    assert "Chưa lưu gì" in response.text
    assert response["Cache-Control"] == "no-store"


def test_a_database_that_does_not_answer_is_not_ready_and_says_no_more(monkeypatch, world):
    def silent(*arguments: object) -> None:
        raise OperationalError("could not connect to server: secret-host")

    monkeypatch.setattr(connection, "cursor", silent)
    response = Client(raise_request_exception=False).get(reverse("readyz"))
    assert response.status_code == 503
    assert response.json() == {"database": "no answer"}


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "http:///evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://testserver@evil.example/",
        "//testserver:80@evil.example",
        "///evil.example",
        "http://testserver.evil.example",
        "\x00//evil.example",
        "\u202e//evil.example",
        "/reports/request/",
        "/account/sign-out/?next=/",
    ],
)
def test_signing_in_leads_nowhere_else_and_to_no_deed(client, world, address):
    user = world.users["clerk"]
    typed = {"username": user.username, "password": factories.PASSWORD, "next": address}
    assert client.post(reverse("accounts:sign_in"), typed).url == reverse("home")


@pytest.mark.parametrize("address", ["/members/?q=an", "/nowhere/", "/x\r\nSet-Cookie: a=b"])
def test_signing_in_leads_where_one_wanted_to_go(client, world, address):
    user = world.users["clerk"]
    typed = {"username": user.username, "password": factories.PASSWORD, "next": address}
    response = client.post(reverse("accounts:sign_in"), typed)
    assert response.status_code == 302
    assert "\n" not in response.url
    assert "a" not in response.cookies


def test_a_password_link_of_nonsense_does_not_exist(client, world):
    good, other = password_link(world.users["clerk"]), password_link(world.users["committee"])
    code, token = good.rstrip("/").split("/")[-2:]
    theirs = other.rstrip("/").split("/")[-2]
    huge, negative = "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "LTE"
    for each in (("%FF", token), (code, "x-y"), (huge, token), (negative, token), (theirs, token)):
        assert client.get(f"/account/password/{each[0]}/{each[1]}/").status_code == 404
    assert client.get(good).status_code == 200
