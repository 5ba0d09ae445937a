from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.kinds import kinds, offered_to
from notices.models import Muted, Notice
from tests import factories

pytestmark = pytest.mark.django_db
LIST, PANEL, CHOICES = (reverse(f"notices:{name}") for name in ("list", "panel", "choices"))


@pytest.fixture
def clerk(client, world):
    client.force_login(world.users["clerk"])
    return world.users["clerk"]


def test_the_bell_counts_what_is_unread(client, clerk):
    assert "nav-count" not in client.get("/").text
    factories.NoticeFactory.create_batch(3, recipient=clerk)
    factories.NoticeFactory(recipient=clerk, read_at=timezone.now())
    page = client.get("/").text
    assert f'href="{LIST}"' in page
    assert 'nav-count">3<span' in page


def test_a_stranger_has_no_bell_and_costs_no_question(client, world, django_assert_num_queries):
    with django_assert_num_queries(1):  # demo data
        page = client.get(reverse("accounts:sign_in")).text
    assert "data-bell" not in page


@pytest.mark.parametrize("address", [LIST, PANEL])
def test_newest_first_and_unread_said_in_words(client, clerk, address):
    old = factories.NoticeFactory(recipient=clerk, at=timezone.now() - timedelta(days=3), read_at=timezone.now())
    new = factories.NoticeFactory(recipient=clerk)
    page = client.get(address).text
    assert page.index(new.data["name"]) < page.index(old.data["name"])
    assert page.count("(chưa đọc)") == 1
    assert page.count("told-new") == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(LIST, 7), (PANEL, 5)])
def test_queries_do_not_grow_with_rows(client, clerk, count, address, queries, django_assert_num_queries):
    factories.NoticeFactory.create_batch(count, recipient=clerk)
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_page_shows_the_unread_alone_when_asked_and_in_pages(client, clerk):
    factories.NoticeFactory.create_batch(30, recipient=clerk)
    read = factories.NoticeFactory(recipient=clerk, read_at=timezone.now())
    assert read.data["name"] in client.get(LIST).text
    first = client.get(LIST, {"show": "unread"})
    assert read.data["name"] not in first.text
    assert first.context["page"].paginator.count == 30
    assert "show=unread&amp;page=2" in first.text
    assert len(client.get(LIST, {"show": "unread", "page": 2}).context["page"]) == 5


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "2"])
def test_a_page_that_is_none_is_the_nearest_one(client, clerk, page):
    factories.NoticeFactory(recipient=clerk)
    assert client.get(LIST, {"page": page, "show": "?"}).status_code == 200


def test_opening_marks_as_read_once_and_leads_to_the_record(client, clerk):
    notice = factories.NoticeFactory(recipient=clerk, url="/ratings/")
    address = reverse("notices:open", args=[notice.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).headers["Location"] == "/ratings/"
    first = Notice.objects.get().read_at
    assert first is not None
    client.post(address)
    assert Notice.objects.get().read_at == first


def test_nobody_opens_the_notice_of_another(client, clerk, world):
    notice = factories.NoticeFactory(recipient=world.users["committee"])
    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_are_read_at_once_and_those_of_others_are_not(client, clerk, world):
    factories.NoticeFactory.create_batch(2, recipient=clerk)
    factories.NoticeFactory(recipient=world.users["committee"])
    page = client.post(reverse("notices:read_all"), follow=True).text
    assert "Đã đánh dấu đọc 2 thông báo." in page
    assert [notice.recipient for notice in Notice.objects.unread()] == [world.users["committee"]]
    assert "Không còn thông báo nào chưa đọc." in client.post(reverse("notices:read_all"), follow=True).text


SHEETS = {f"sheet.{deed}" for deed in ("return", "approve", "reopen", "calibrate", "comment", "member_moved", "due")}
SHEETS |= {"sheet.answer", "sheet.rerate", "sheet.reopening_answered"}
YEARS = {f"year.{deed}" for deed in ("open", "close", "reopen", "dates", "cap_raised", "cap_taken_back")}
CASES = {f"case.{deed}" for deed in ("open", "conclude", "discipline")}
REPORTS, ROLES = {"report.ready", "report.failed"}, {"role.given", "role.ended"}
TREE = {"organization.changed", "organization.restored"}
DECIDES = {"sheet.submit", "sheet.appeal", "sheet.answer", "sheet.comment", "sheet.member_moved", "sheet.due"}
DECIDES |= {"sheet.ask_reopening"}
MEMBERS = {"member.probation", "member.badges", "committee.due"}
MOVES = {f"member.{deed}" for deed in ("offered", "offer_accepted", "offer_refused", "offer_withdrawn", "offers_due")}
MOVES |= MEMBERS | {"member.plan_failed"}


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("clerk", SHEETS | YEARS | REPORTS | ROLES | TREE | MEMBERS),
        ("committee", SHEETS | {"sheet.submit", "sheet.appeal"} | YEARS | REPORTS | ROLES | TREE | MOVES),
        ("bloc_office", DECIDES | YEARS | REPORTS | ROLES | TREE | MOVES),
        ("inspector", CASES | REPORTS | ROLES | TREE | MEMBERS),
        ("leader", CASES | REPORTS | ROLES | TREE | MEMBERS),
        ("auditor", ROLES),
        ("administrator", ROLES),
    ],
)
def test_only_what_the_role_can_be_told_of_is_offered(client, world, who, offered):
    client.force_login(world.users[who])
    choices = client.get(CHOICES).context["form"].fields["wanted"].choices
    assert {code for code, _label in choices} == offered
    refused = next(iter(set(kinds()) - offered))
    assert client.post(CHOICES, {"wanted": [refused]}).status_code == 422


def test_choosing_what_to_be_told_of(client, clerk):
    offered = [kind.code for kind in offered_to(clerk)]
    page = client.get(CHOICES).text
    assert all(f'value="{code}"' in page for code in offered)
    assert 'value="password.set"' not in page
    response = client.post(CHOICES, {"wanted": [code for code in offered if code != "sheet.comment"]}, follow=True)
    assert "Đã lưu lựa chọn" in response.text
    assert [each.kind for each in Muted.objects.filter(user=clerk)] == ["sheet.comment"]


def test_what_was_off_stays_off_for_the_day_when_the_role_comes_back(client, clerk):
    Muted.objects.create(user=clerk, kind="case.open")
    client.post(CHOICES, {"wanted": [kind.code for kind in offered_to(clerk)]})
    assert [each.kind for each in Muted.objects.filter(user=clerk)] == ["case.open"]


def test_a_kind_that_is_none_is_refused(client, clerk):
    assert client.post(CHOICES, {"wanted": ["<b>"]}).status_code == 422
    assert not Muted.objects.exists()


def test_every_kind_has_its_words(client, clerk):
    """A kind is offered by a label of its own."""
    labels = [str(kind.label) for kind in kinds().values()]
    assert len(set(labels)) == len(labels)
