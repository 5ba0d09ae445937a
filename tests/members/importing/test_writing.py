"""What is written of the rows of a file, and how it is taken back."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.trail.record import history
from exchange import actions
from exchange.kinds import Outcome, kinds
from exchange.models import State
from exchange.rows import JudgedRows
from members import deeds as members_actions
from members.importing.entry import Entry
from members.models import LifeEvent, Member, Membership
from ratings.models import MemberRating
from tests import factories
from tests.members.importing.made import GOOD, KIND, changes, csv_file, judged, scope_of, write
from tests.members.importing.test_judging import row_of

pytestmark = pytest.mark.django_db
OTHER = GOOD | {"full_name": "Bùi Văn Khác", "sex": "Nam", "since": "01/07/2018", "decision_number": "9-QĐ/ĐU"}


def test_somebody_admitted_here_and_somebody_from_elsewhere(world):
    write(world, GOOD | {"decided_on": "20/01/2015", "decision_number": "12-QĐ/ĐU"}, OTHER)
    mine, other = Member.objects.get(full_name="Hoàng Thị Mới"), Member.objects.get(full_name="Bùi Văn Khác")
    assert (mine.birth_date, mine.admitted_on, mine.sex) == (date(1985, 5, 17), date(2015, 2, 3), "female")
    stays = (
        Membership.objects.filter(member__in=[mine, other]).order_by("pk").values_list("organization", "since", "until")
    )
    assert list(stays) == [(world.own_cell.pk, date(2015, 2, 3), None), (world.own_cell.pk, date(2018, 7, 1), None)]
    events = LifeEvent.objects.filter(member__in=[mine, other]).order_by("pk")
    assert list(events.values_list("kind", "happened_on", "decision_number")) == [
        ("admitted", date(2015, 1, 20), "12-QĐ/ĐU"),
        ("transferred_in", date(2018, 7, 1), ""),
    ]


def test_written_in_bulk_a_member_is_as_if_entered_by_hand(world):
    [written] = write(world, GOOD | {"full_name": "HOÀNG THỊ  MỚI"})
    bulk = Member.objects.get(pk=written.data["pk"])
    bulk.save()
    by_hand = Member.objects.get(pk=bulk.pk)
    fields = ("full_name", "sort_key", "search_key")
    assert [getattr(bulk, name) for name in fields] == [getattr(by_hand, name) for name in fields]
    assert (bulk.full_name, bulk.search_key) == ("Hoàng Thị Mới", "hoang thi moi")


def test_numbers_are_drawn_in_the_order_of_the_rows_and_again_where_they_are_taken(world, monkeypatch):
    factories.MemberFactory(code="DV700000")
    draws = iter([700_000, 700_000, 700_001])
    monkeypatch.setattr("members.importing.writing.next_number", lambda: next(draws))
    written = write(world, OTHER, GOOD)
    assert [each.label for each in written] == ["Bùi Văn Khác (DV700001)", "Hoàng Thị Mới (DV700002)"]


def test_numbers_that_stay_taken_are_told(world, monkeypatch):
    factories.MemberFactory(code="DV700000")
    monkeypatch.setattr("members.importing.writing.next_number", lambda: 700_000)
    with pytest.raises(IntegrityError):
        write(world, GOOD)


def test_a_correction_is_written_and_told(world):
    member = world.members["own"]
    write(world, row_of(member, world.own_cell) | {"position": "Bí thư chi bộ", "official_on": "04/03/2006"})
    member.refresh_from_db()
    assert (member.position, member.official_on) == ("Bí thư chi bộ", date(2006, 3, 4))
    told = history(member).get()
    assert (told.verb, told.data["changes"]["position"]) == ("member.correct", ["", "Bí thư chi bộ"])


def test_the_history_of_each_member_names_the_file_and_its_row(world):
    line = (*LINE, world.own_cell.name, "", "", "")
    upload = send(world, csv_file(NATIONAL, line), "danh-sach-2026.csv")
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    told = history(Member.objects.get(full_name="Hoàng Thị Mới")).get()
    assert (told.verb, told.actor) == ("member.brought_in", world.users["bloc_office"])
    assert told.data == {"import": upload.pk, "row": 2}
    assert told.reason == "danh-sach-2026.csv"


def test_the_queries_stay_while_the_rows_are_of_one_batch(world, django_assert_max_num_queries):
    names = [GOOD | {"full_name": f"Hoàng Thị {chr(65 + n % 26)}{'abcdefghijklmn'[n // 26]}"} for n in range(50)]
    found = changes(judged(world, *names))
    with django_assert_max_num_queries(13):
        list(KIND.write(found[:1], scope_of(world), world.users["bloc_office"]))
    with django_assert_max_num_queries(13):
        list(KIND.write(found[1:], scope_of(world), world.users["bloc_office"]))


def as_it_was():
    models = (Member, Membership, LifeEvent)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_taken_back_all_is_as_it_was(world):
    before = as_it_was()
    member = world.members["own"]
    written = write(
        world, GOOD, OTHER, row_of(member, world.own_cell) | {"position": "Bí thư", "full_name": member.full_name}
    )
    assert not list(KIND.touched(written, scope_of(world)))
    KIND.undo(written, scope_of(world), world.users["bloc_office"])
    assert as_it_was() == before


def corrected(world, member):
    facts = {"position": "Chi ủy viên"}
    seen = members_actions.fingerprint(member)
    members_actions.correct(member=member, facts=facts, seen=seen, by=world.users["bloc_office"])


def transferred(world, member):
    members_actions.transfer(
        member=member, organization=world.own_second_cell, on=date(2020, 1, 1), by=world.users["bloc_office"]
    )


def ended(world, member):
    members_actions.end(member=member, kind=LifeEvent.Kind.DIED, on=timezone.localdate(), by=world.users["bloc_office"])


def exempted(world, member):
    LifeEvent.objects.create(
        member=member, kind=LifeEvent.Kind.EXEMPTED, happened_on=date(2020, 1, 1), organization=world.own_cell
    )


def accused(world, member):
    factories.CaseFactory(member=member, organization=world.own_cell)


def rated(world, member):
    sheet = factories.SheetFactory(organization=world.own_cell)
    MemberRating.objects.create(sheet=sheet, member=member)


def deleted(world, member):
    LifeEvent.objects.filter(member=member).delete()
    Membership.objects.filter(member=member).delete()
    member.delete()


@pytest.mark.parametrize("newer", [corrected, transferred, ended, exempted, accused, rated, deleted])
def test_what_something_newer_stands_on_is_named_and_nothing_taken_back(world, newer):
    written = write(world, GOOD, OTHER)
    newer(world, Member.objects.get(pk=written[0].data["pk"]))
    [touched] = KIND.touched(written, scope_of(world))
    assert touched.label == written[0].label
    assert touched.sentence


def test_what_was_written_with_names_in_it_is_taken_back_too(world):
    [written] = write(world, GOOD)
    entry = Entry(*written.data["entered"])
    named = {name: getattr(entry, name) for name in ("place", "since", "entry", "exempted")}
    before = [written._replace(data={"pk": written.data["pk"], "facts": entry.facts, **named})]
    assert list(KIND.touched(before, scope_of(world))) == []
    KIND.undo(before, scope_of(world), world.users["bloc_office"])
    assert not Member.objects.filter(pk=written.data["pk"]).exists()


def test_what_was_judged_while_other_things_were_kept_of_it_is_judged_anew(world, monkeypatch):
    stamp = KIND.stamp(scope_of(world))
    monkeypatch.setattr("members.importing.stored.FORM", b"3")
    assert KIND.stamp(scope_of(world)) != stamp


def test_a_correction_that_was_corrected_again_is_not_taken_back(world):
    member = world.members["own"]
    written = write(world, row_of(member, world.own_cell) | {"position": "Bí thư"})
    corrected(world, Member.objects.get(pk=member.pk))
    assert [each.label for each in KIND.touched(written, scope_of(world))] == [written[0].label]


NATIONAL = (
    "STT",
    "Họ tên đảng viên",
    "NS",
    "Giới tính",
    "Số CCCD",
    "Số thẻ Đảng",
    "Ngày vô Đảng",
    "C.thức",
    "Sinh hoạt ở",
    "Quê quán",
    "Nơi cư trú",
    "Trạng thái",
)
LINE = ("1", "Hoàng Thị Mới", "17/05/1985", "Nữ", "045185000001", "45.012345", "3/2/2015", "3/2/2016")


def send(world, content, name):
    by = world.users["bloc_office"]
    return actions.send(kind=kinds()["members"], scope=scope_of(world), file_name=name, content=content, by=by)


def test_a_file_of_an_office_from_its_bytes_to_the_list_and_back(world):
    before = as_it_was()
    line = (*LINE, world.own_cell.name, "Gio Linh", "Đông Hà", "Đang sinh hoạt")
    upload = send(world, csv_file(NATIONAL, line), "ds.csv")
    assert upload.state == State.PREVIEWED, (upload.error, upload.choices)
    assert [each.outcome for each in JudgedRows(upload.sent_table)] == [Outcome.NEW]
    assert upload.choices == [
        "",
        "full_name",
        "birth_date",
        "sex",
        "",
        "",
        "admitted_on",
        "official_on",
        "organization",
        "",
        "",
        "status",
    ]
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, upload.error
    assert Member.objects.filter(full_name="Hoàng Thị Mới").exists()
    assert AuditEvent.objects.filter(verb="import.write").count() == 1
    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert as_it_was() == before


def test_the_list_as_it_is_exported_comes_back_without_a_change(world, client):
    client.force_login(world.users["bloc_office"])
    factories.member_of(world.sibling_cell, full_name="Trần Thị Bình Minh", position="Bí thư chi bộ")
    content = client.post("/members/download/?status=any").content
    upload = send(world, content, "dang-vien.xlsx")
    assert upload.state == State.PREVIEWED, (upload.error, upload.choices)
    found = list(JudgedRows(upload.sent_table))
    assert len(found) == 5
    assert {each.outcome for each in found} == {Outcome.SAME}, found


def test_what_was_judged_is_refused_where_the_list_changed_meanwhile(world):
    line = (*LINE, world.own_cell.name, "", "", "")
    upload = send(world, csv_file(NATIONAL, line), "ds.csv")
    stamp = KIND.stamp(scope_of(world))
    assert upload.stamp == stamp
    corrected(world, world.members["sibling"])
    assert KIND.stamp(scope_of(world)) != stamp
