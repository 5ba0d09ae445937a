from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from accounts.roles import Role
from portal.navigation import navigation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]


@pytest.fixture
def place():
    return factories.OrganizationFactory(name="Đảng bộ Khối thử nghiệm", synthetic=True)


def labels(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return [item.label for item in navigation(request)]


def test_a_stranger_gets_the_frame_without_a_menu(client):
    html = client.get("/ui-components/").content.decode()
    assert "Cổng thông tin Đảng bộ</a>" in " ".join(html.split()).replace(" <", "<")
    assert "side-nav" not in html
    assert "Đăng xuất" not in html


def test_the_frame_says_who_is_here_and_for_whom(client, place):
    user = factories.user_with(Role.LEADER, place)
    client.force_login(user)
    html = client.get("/").content.decode()
    assert user.full_name in html
    assert "Đảng bộ Khối thử nghiệm" in html
    assert f'action="{reverse("accounts:sign_out")}"' in html


def test_the_bar_says_one_role_and_the_menus_hold_the_rest(client, place):
    user = factories.user_with(Role.LEADER, place)
    user.assignments.create(organization=place, role=Role.INSPECTOR, since=date(2020, 1, 1))
    client.force_login(user)
    bar = client.get("/").content.decode().split("</header>")[0]
    summary = bar.split('person-menu">')[1].split("</summary>")[0]
    assert summary.count("<small") == 1
    assert "Đảng bộ Khối thử nghiệm" not in summary
    assert bar.count(str(Role.INSPECTOR.label)) >= 2  # the person's own menu and the phone's


@pytest.mark.parametrize("synthetic", [True, False])
def test_demo_data_is_marked_on_every_page(client, place, synthetic):
    place.synthetic = synthetic
    place.save()
    html = client.get("/ui-components/").content.decode()
    assert ("Dữ liệu mô phỏng: người và tổ chức không có thật" in html) is synthetic


def test_the_menu_holds_what_the_person_may_do(place):
    assert labels(factories.user_with(Role.AUDITOR, place)) == ["Việc của tôi", "Nhật ký", "Trợ giúp"]
    assert labels(factories.user_with(Role.CLERK, place)) == [
        "Việc của tôi",
        "Xếp loại hằng năm",
        "Đảng viên",
        "Tổ chức đảng",
        "Báo cáo",
        "Trợ giúp",
    ]
    assert "Kiểm tra, giám sát" in labels(factories.user_with(Role.INSPECTOR, place))


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Việc của tôi"]),
        ("/members/list/7/", ["Đảng viên"]),
        ("/reports/list/", ["Báo cáo"]),
        ("/somewhere/", []),
    ],
)
def test_the_menu_marks_where_one_is(place, path, current):
    request = RequestFactory().get(path)
    request.user = factories.user_with(Role.LEADER, place)
    assert [item.label for item in navigation(request) if item.current] == current


def test_the_frame_costs_five_queries(client, place, django_assert_num_queries):
    client.force_login(factories.user_with(Role.LEADER, place))
    with django_assert_num_queries(5):  # session, person, assignments, unread notices, the roots
        client.get("/")


def test_the_language_is_a_button_that_comes_back_to_the_page(client):
    html = client.get("/ui-components/?a=1").content.decode()
    assert 'name="next" value="/ui-components/?a=1"' in html
    client.post(reverse("accounts:preferences"), {"language": "en", "next": "/ui-components/"})
    html = client.get("/ui-components/").content.decode()
    assert '<html lang="en"' in html
    assert "Portal of the Party organisation" in html


def test_messages_become_notices(client, place):
    client.force_login(factories.user_with(Role.LEADER, place))
    html = client.get("/refused/").content.decode()
    assert "notice-error" in html
    assert "Chưa lưu được &lt;b&gt;" in html


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_error_pages_need_nothing_from_the_view(name, language):
    with translation.override(language):
        html = render_to_string(f"{name}.html")
    assert f'<html lang="{language}"' in html
    assert 'href="/"' in html
