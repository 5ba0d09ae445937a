"""What a portal with a root and nothing else says to each role on each page of its menu."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from portal.navigation import ENTRIES
from tests import factories

pytestmark = pytest.mark.django_db
NOWHERE_RIGHT = ("khớp với bộ lọc", "không đạt hoặc chậm", "0/12")


@pytest.fixture
def root():
    return factories.OrganizationFactory(name="Đảng bộ Xã Trúc Đào")


def _pages(client, user) -> dict[str, str]:
    client.force_login(user)
    held = [name for _label, name, needed in ENTRIES if needed is None or user.holds(needed)]
    answers = {name: client.get(reverse(name), follow=True) for name in held}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(held, 200)
    return {name: answer.text.split("<main", 1)[1] for name, answer in answers.items()}


@pytest.mark.parametrize("has_term", [True, False])
@pytest.mark.parametrize("role", Role)
def test_no_page_of_the_menu_speaks_of_a_filter_or_of_targets_that_were_missed(client, root, role, has_term):
    if has_term:
        factories.terms(root)
    for name, page in _pages(client, factories.user_with(role, root)).items():
        assert not [words for words in NOWHERE_RIGHT if words in page], name


@pytest.mark.parametrize(
    ("role", "page", "words", "leads_to"),
    [
        (Role.OFFICE, "members:list", "Chưa nhập đảng viên nào", "members:enter"),
        (Role.LEADER, "members:list", "Chưa nhập đảng viên nào", None),
        (Role.INSPECTOR, "inspections:list", "Chưa ghi cuộc kiểm tra, giám sát nào", "inspections:open"),
        (Role.LEADER, "inspections:list", "Chưa ghi cuộc kiểm tra, giám sát nào", None),
        (Role.LEADER, "home", "Nhiệm kỳ chưa có số liệu", "reports:dashboard"),
        (Role.OFFICE, "reports:index", "chưa có số liệu", None),
        (Role.OFFICE, "ratings:index", "Chưa có năm xếp loại", "ratings:settings"),
        (Role.LEADER, "ratings:index", "mở năm đầu tiên", None),
    ],
)
def test_an_empty_page_says_what_comes_first(client, root, role, page, words, leads_to):
    factories.terms(root)
    said = _pages(client, factories.user_with(role, root))[page]
    ways = {"members:enter", "inspections:open", "ratings:settings", "reports:dashboard"}
    arguments = {"ratings:settings": [2026], "reports:dashboard": ["2020-2025"]}
    assert words in said
    assert leads_to is None or _beginning(leads_to, arguments) in said
    assert leads_to or not any(f'class="btn" href="{reverse(way)}"' in said for way in ways if way not in arguments)


def _beginning(name, arguments) -> str:
    """Without the year or the term: both go on."""
    return reverse(name, args=arguments.get(name, [])).split("20")[0]


def test_a_list_that_is_narrowed_to_nothing_speaks_of_the_filter(client, root):
    client.force_login(factories.user_with(Role.OFFICE, root))
    assert "khớp với bộ lọc" in client.get(reverse("members:list"), {"q": "minh"}).text
    assert "Chưa nhập đảng viên nào" not in client.get(reverse("members:list"), {"status": "ended"}).text
