"""An empty portal in a browser: every address leads to its set-up, and the form makes it a portal of somebody's."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.roles import Role
from organizations.models import Assignment, Organization
from portal.setup import emptiness
from tests import factories, routes
from tests.portal.setup import typed

pytestmark = pytest.mark.usefixtures("empty")
STAY = {"setup", "healthz", "readyz", "accounts:preferences"}


def test_every_address_leads_to_the_set_up_but_health_letters_and_language(client):
    answers = {
        route.name: client.get(reverse(route.name))
        for route in routes.routes()
        if route.policy and not route.parameters
    }
    led = {name for name, answer in answers.items() if answer.status_code == 302 and answer.url == reverse("setup")}
    assert {*answers} - led == STAY
    assert client.get("/nowhere/").url == client.post("/members/enter/").url == reverse("setup")


def test_a_static_file_that_is_missing_is_not_the_set_up(client):
    assert client.get("/static/nowhere.css").status_code == 404


def test_the_language_is_chosen_before_anything_else(client):
    back = {"language": "en", "next": reverse("setup")}
    page = client.post(reverse("accounts:preferences"), back, follow=True)
    assert "One-time code" in page.text


@pytest.mark.parametrize(("folder", "named"), [("var", "var"), ("elsewhere", "$PORTAL_VAR_DIR")])
def test_the_log_is_named_where_it_is_and_no_folder_of_the_server_told(client, settings, folder, named):
    settings.VAR_DIR = settings.BASE_DIR / folder
    page = client.get(reverse("setup")).text
    assert f"grep one-time {named}/log/web.log" in page
    assert str(settings.BASE_DIR) not in page


def test_readiness_asks_nothing_about_people(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(emptiness, "is_empty", lambda: pytest.fail("asked"))
    assert client.get(reverse("readyz")).status_code == 200
    assert client.get(reverse("healthz")).status_code == 200


def test_a_portal_with_people_pays_one_query_in_the_life_of_a_process(client, django_assert_num_queries):
    factories.UserFactory()
    with django_assert_num_queries(1):
        client.get(reverse("home"))
    with django_assert_num_queries(0):
        client.get(reverse("home"))


def test_an_organisation_alone_is_somebody(client):
    factories.OrganizationFactory()
    assert client.get(reverse("home")).url.startswith(reverse("accounts:sign_in"))


def test_the_form_makes_root_administrators_and_roles(client):
    answer = typed.opened(client).post(reverse("setup"), typed.ALL)

    assert answer.url == reverse("setup_steps")
    root, first, second = Organization.objects.get(), *User.objects.order_by("pk")
    assert (root.name, root.code, root.kind, root.parent) == ("Đảng bộ Xã Trúc Đào", "TD", "bloc", None)
    assert (str(root.opened_on), root.decision_number) == ("2025-07-01", "12-QĐ/TU")
    assert root.letterhead.superior == "Đảng bộ Tỉnh Hoa Mộc Lan"
    assert first.check_password(typed.PASSWORD)
    assert not second.has_usable_password()
    assert [(each.user, each.role, each.organization) for each in Assignment.objects.order_by("pk")] == [
        (first, Role.ADMINISTRATOR, root),
        (second, Role.ADMINISTRATOR, root),
    ]
    assert all(user.holds(Permission.MANAGE_USERS) for user in (first, second))


def test_the_trail_tells_who_set_it_up_and_no_password(client):
    typed.set_up(client)

    line = AuditEvent.objects.get(verb="portal.set_up")
    assert (line.actor.username, line.target_label) == ("minh", "Đảng bộ Xã Trúc Đào")
    assert line.data == {"administrators": ["minh", "binh"]}
    assert typed.PASSWORD not in str(list(AuditEvent.objects.values_list("data", "target_label")))


def test_the_first_administrator_is_signed_in_and_sees_the_steps(client):
    page = typed.opened(client).post(reverse("setup"), typed.ALL, follow=True)

    assert page.request["PATH_INFO"] == reverse("setup_steps")
    assert page.wsgi_request.user.username == "minh"
    assert client.get(reverse("setup")).url == reverse("home")


def test_who_keeps_the_portal_may_also_do_the_work_where_the_form_says_so(client):
    typed.set_up(client, second_is_office="on")
    held = {user.username: {each.role for each in user.assignments.all()} for user in User.objects.all()}
    assert held == {"minh": {Role.ADMINISTRATOR}, "binh": {Role.ADMINISTRATOR, Role.OFFICE}}


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": ""}, "name", ""),
        ({"kind": "grassroots_cell"}, "kind", ""),
        ({"code": "x" * 21}, "code", ""),
        ({"opened_on": "31/12/2100"}, "opened_on", "Ngày này chưa đến"),
        ({"opened_on": "32/1/2020"}, "opened_on", ""),
        ({"first_username": "minh an"}, "first_username", "không có dấu cách và ký hiệu khác"),
        ({"code": "TRUC DAO"}, "code", "viết liền, ví dụ TRUCDAO"),
        ({"first_again": "khac-hoan-toan"}, "first_again", "không giống nhau"),
        ({"first_password": "ngan", "first_again": "ngan"}, "first_password", ""),
        (
            {"first_password": "minhminhminh", "first_again": "minhminhminh", "first_username": "minhminhminh"},
            "first_password",
            "",
        ),
        ({"second_username": "Minh"}, "second_username", "tên đăng nhập riêng"),
        ({"second_full_name": ""}, "second_full_name", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_made(client, changed, field, sentence):
    answer = typed.opened(client).post(reverse("setup"), {**typed.ALL, **changed})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert sentence in str(answer.context["form"].errors)
    assert not User.objects.exists()
    assert not Organization.objects.exists()
    kept = {**typed.ALL, **changed}["second_full_name"]
    assert f'value="{kept}"' in answer.text or not kept
    assert typed.PASSWORD not in answer.text


def test_who_comes_second_is_told_so_and_signs_in(client):
    late = typed.opened(Client())
    typed.set_up(client)

    answer = late.post(reverse("setup"), {**typed.ALL, "first_username": "khac", "code": "K"}, follow=True)

    assert "Cổng đã được thiết lập" in answer.text
    assert User.objects.count() == 2


def test_a_form_without_the_token_of_our_page_is_refused(client):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("setup"), {"code": "x"}).status_code == 403
