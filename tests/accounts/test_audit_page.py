from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import AuditEvent
from accounts.roles import Role
from accounts.trail.record import record
from tests.factories import OrganizationFactory, UserFactory, member_of, user_with

pytestmark = pytest.mark.django_db
URL = "/account/audit/"
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def bloc():
    return OrganizationFactory()


@pytest.fixture
def auditor(client, bloc):
    client.force_login(user_with(Role.AUDITOR, bloc))


def _labels(response) -> list[str]:
    return [line.target for line in response.context["lines"]]


def test_trail_speaks_in_words(client, auditor):
    person = UserFactory(full_name="Nguyễn Văn An")
    record(by=person, verb="user.sign_in", target=person, address="10.0.0.9")

    text = client.get(URL).text

    assert "đăng nhập" in text
    assert "10.0.0.9" in text
    assert "user.sign_in" not in text.replace('value="user.sign_in', "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"person": "an"}, {"An"}),
        ({"person": "Bình"}, {"Bình"}),
        ({"verb": "user.sign_out"}, {"Bình"}),
        ({"about": "accounts"}, {"An", "Bình"}),
        ({"about": "ratings"}, set()),
        ({"about": "accounts", "verb": "user.sign_out"}, {"Bình"}),
        ({"since": "05/01/2024", "until": "05/01/2024"}, {"An"}),
        ({"since": "06/01/2024"}, {"Bình"}),
        ({}, {"An", "Bình"}),
    ],
)
def test_filters(client, auditor, query, expected):
    for name, verb, day in (("An", "user.sign_in", 5), ("Bình", "user.sign_out", 6)):
        person = UserFactory(full_name=f"Lê {name}", username=name.lower().replace("ì", "i"))
        event = record(by=person, verb=verb, target=person)
        AuditEvent.objects.filter(pk=event.pk).update(at=datetime(2024, 1, day, 23, 59, tzinfo=HERE), target_label=name)

    assert set(_labels(client.get(URL, query))) == expected


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "31/02/2024"}, "since"),
        ({"since": "hôm nọ"}, "since"),
        ({"until": "01/01/1066"}, "until"),
        ({"since": "02/01/2024", "until": "01/01/2024"}, "until"),
        ({"verb": "x' OR 1=1"}, "verb"),
        ({"about": "x' OR 1=1"}, "about"),
        ({"person": "x" * 500}, "person"),
    ],
)
def test_wrong_filter_is_said_at_its_field(client, auditor, query, field):
    response = client.get(URL, query)

    assert response.status_code == 200
    assert field in response.context["form"].errors


def test_who_keeps_accounts_sees_no_member_in_the_trail(client, bloc):
    administrator = user_with(Role.ADMINISTRATOR, bloc)
    member = member_of(bloc, full_name="Trần Thị Kín")
    record(by=administrator, verb="member.admit", target=member)
    record(by=administrator, verb="user.add", target=administrator)
    client.force_login(administrator)

    response = client.get(URL)

    assert "Trần Thị Kín" not in response.text
    assert _labels(response) == [administrator.full_name]


def test_pages_and_a_page_beyond_the_last(client, auditor):
    person = UserFactory()
    for _ in range(51):
        record(by=person, verb="user.sign_in", target=person)

    assert len(_labels(client.get(URL, {"page": 2, "verb": "user.sign_in"}))) == 1
    assert len(_labels(client.get(URL, {"page": "abc"}))) == 50
    assert "verb=user.sign_in&amp;page=2" in client.get(URL, {"verb": "user.sign_in"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_same_number_of_queries_for_any_number_of_lines(client, auditor, count, django_assert_num_queries):
    for _ in range(count):
        record(by=UserFactory(), verb="user.sign_in", target=UserFactory(), address="::1")
    client.get(URL)

    with django_assert_num_queries(8):
        client.get(URL)


def test_last_hour_of_a_day_belongs_to_it_in_local_time(client, auditor):
    person = UserFactory()
    event = record(by=person, verb="user.sign_in", target=person)
    # 06:30 in Việt Nam is still the day before in UTC.
    AuditEvent.objects.filter(pk=event.pk).update(at=datetime(2024, 3, 2, 6, 30, tzinfo=HERE))

    assert len(_labels(client.get(URL, {"since": "02/03/2024", "until": "02/03/2024"}))) == 1


def test_what_the_portal_does_by_itself_is_not_nobodys(client, auditor):
    person = UserFactory()
    record(by=None, verb="user.sign_in", target=person, address="10.0.0.9")
    record(by=None, verb="user.sign_in", target=person)

    assert [line.who for line in client.get(URL).context["lines"]] == ["Cổng thông tin", "chưa đăng nhập"]
