"""One deed is one notice for each person; it is kept with the deed or not at all, and read only by who may read it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import AuditEvent
from accounts.permissions import Permission
from accounts.roles import Role
from notices import actions, tasks
from notices.kinds import kinds
from notices.models import Muted, Notice
from notices.telling import News, gather, tell
from organizations.models import Assignment
from tests import factories

pytestmark = pytest.mark.django_db
SAID = {"year": 2024, "name": "Chi bộ A", "by": "Người Duyệt", "decision_number": "1", "decided_on": "2024-12-28"}


def approved(key="sheet.approve:1:4", **scope) -> News:
    return News("sheet.approve", key, "/ratings/2024/1/", SAID, **scope)


def test_a_deed_told_twice_is_one_notice(world):
    for _ in range(2):
        tell(approved(), [world.users["clerk"], world.users["clerk"], world.users["committee"]])
    assert sorted(Notice.objects.values_list("recipient", flat=True)) == sorted(
        [world.users["clerk"].pk, world.users["committee"].pk]
    )


def test_whoever_did_it_is_not_told(world):
    tell(approved(), [world.users["clerk"], world.users["committee"]], by=world.users["committee"])
    assert [notice.recipient for notice in Notice.objects.all()] == [world.users["clerk"]]


def test_a_deed_that_fails_tells_nobody(world):
    with suppress(RuntimeError), transaction.atomic():
        tell(approved(), [world.users["clerk"]])
        raise RuntimeError
    assert not Notice.objects.exists()


def test_what_a_person_does_not_want_to_hear_is_not_told(world):
    Muted.objects.create(user=world.users["clerk"], kind="sheet.approve")
    tell(approved(), [world.users["clerk"], world.users["committee"]])
    assert [notice.recipient for notice in Notice.objects.all()] == [world.users["committee"]]


def test_many_deeds_of_a_day_are_one_line_with_its_count_and_unread_again(world):
    committee = world.users["committee"]
    news = News("sheet.submit", "sheet.submit:2024:1:2024-12-20", "/", {"year": 2024, "day": "2024-12-20", "items": []})
    for pk in (1, 2, 2):
        gather(news, [committee], [pk, 3, f"Chi bộ {pk}"])
    [notice] = Notice.objects.all()
    assert notice.title == "2 tổ chức đã trình phiếu năm 2024"
    assert notice.text == "Ngày 20/12/2024: Chi bộ 1, Chi bộ 2."
    actions.read(notice=notice)
    gather(news, [committee], [2, 3, "Chi bộ 2"])
    assert not Notice.objects.unread().exists(), "told already"
    gather(news, [committee], [2, 5, "Chi bộ 2"])
    notice.refresh_from_db()
    assert notice.read_at is None, "submitted again after a return"
    assert notice.title == "2 tổ chức đã trình phiếu năm 2024"


def test_the_words_are_made_in_the_language_of_the_reader(world):
    tell(approved(), [world.users["clerk"]])
    with translation.override("en"):
        assert Notice.objects.get().title == "The sheet of 2024, Chi bộ A, is approved"
    assert Notice.objects.get().title == "Phiếu năm 2024 của Chi bộ A đã được duyệt"


def _again(user):
    return type(user).objects.get(pk=user.pk)


def test_who_lost_the_role_reads_nothing_of_its_place(world):
    clerk = world.users["clerk"]
    tell(approved(permission=Permission.VIEW_SHEETS, place=world.own_cell.path), [clerk])
    assert Notice.objects.visible_to(_again(clerk)).count() == 1
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.filter(user=clerk).update(until=yesterday)
    factories.AssignmentFactory(user=clerk, role=Role.CLERK, organization=world.sibling_cell)
    assert not Notice.objects.visible_to(_again(clerk)).exists()
    actions.read_all(by=_again(clerk))
    assert Notice.objects.get().read_at is None


def test_a_role_of_another_kind_at_the_place_does_not_read_it(world):
    """A clerk may read the sheets there, and no case."""
    clerk = world.users["clerk"]
    tell(approved(permission=Permission.VIEW_CASES, place=world.own_cell.path), [clerk])
    assert not Notice.objects.visible_to(clerk).exists()


@pytest.mark.parametrize(("who", "reads"), [("clerk", True), ("administrator", False)])
def test_what_stands_at_no_place_takes_the_permission_alone(world, who, reads):
    tell(approved(permission=Permission.VIEW_SHEETS), [world.users[who]])
    assert Notice.objects.visible_to(world.users[who]).exists() is reads


def test_a_kind_that_a_release_no_longer_knows_is_not_shown(world):
    factories.NoticeFactory(recipient=world.users["clerk"], kind="gone")
    assert not Notice.objects.visible_to(world.users["clerk"]).exists()


@pytest.mark.parametrize(("days", "stays"), [(89, True), (91, False)])
def test_what_was_read_long_ago_is_swept(world, settings, days, stays):
    settings.NOTICES_KEPT_DAYS = 90
    long_ago = timezone.now() - timedelta(days=days)
    factories.NoticeFactory(recipient=world.users["clerk"], read_at=long_ago)
    unread = factories.NoticeFactory(recipient=world.users["clerk"], at=timezone.now() - timedelta(days=900))
    tasks.sweep()
    assert Notice.objects.filter(read_at__isnull=False).exists() is stays
    assert Notice.objects.filter(pk=unread.pk).exists()


def test_choosing_is_kept_in_the_trail_once(world):
    clerk = world.users["clerk"]
    wanted = {code for code, kind in kinds().items() if kind.can_be_off} - {"sheet.comment"}
    for _ in range(2):
        actions.choose(wanted=wanted, by=clerk)
    assert [each.kind for each in Muted.objects.all()] == ["sheet.comment"]
    assert [line.data for line in AuditEvent.objects.filter(verb="notices.choose")] == [{"off": ["sheet.comment"]}]
    actions.choose(wanted={*wanted, "sheet.comment"}, by=clerk)
    assert not Muted.objects.exists()
