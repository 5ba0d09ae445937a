"""Events from a file: each by its deed, as the preview has rehearsed it, and the way back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from exchange import actions
from exchange.kinds import Judged, Outcome, Row, Scope
from exchange.models import Import, State
from exchange.rows import JudgedRows
from members import deeds
from members.events.importing.kind import Events
from members.models import Deed, LifeEvent, Member
from tests import factories
from tests.members.importing.made import csv_file

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind
KIND = Events()
MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)


def scope_of(world) -> Scope:
    return Scope(world.own.path, world.own.name)


def judged(world, *listed: dict[str, str]) -> list[Judged]:
    rows = [Row(number, cells) for number, cells in enumerate(listed, start=2)]
    return list(KIND.judge(rows, scope_of(world), world.users["committee"]))


def wrong(world, *listed: dict[str, str]) -> list[tuple[int, str, str]]:
    return [(each.number, one.column, one.sentence) for each in judged(world, *listed) for one in each.problems]


def row(member: Member, kind: str, on: str = "01/05/2024", **more: str) -> dict[str, str]:
    return {"number": member.code, "kind": kind, "on": on} | more


def sent(world, *listed: dict[str, str]) -> Import:
    titles = {column.code: str(column.title) for column in KIND.columns}
    codes = sorted({code for each in listed for code in each})
    content = csv_file([titles[code] for code in codes], *([each.get(code, "") for code in codes] for each in listed))
    by = world.users["committee"]
    return actions.send(kind=KIND, scope=scope_of(world), file_name="bien-dong.csv", content=content, by=by)


def written(world, *listed: dict[str, str]) -> Import:
    upload = sent(world, *listed)
    assert upload.state == State.PREVIEWED, upload.error
    assert upload.error_count == 0, [each.problems for each in JudgedRows(upload.sent_table)]
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, upload.error
    return upload


def events(member: Member) -> list[tuple]:
    fields = ("kind", "happened_on", "organization", "until", "decision_number", "elsewhere", "note")
    return list(member.events.order_by("happened_on", "pk").values_list(*fields))


@pytest.fixture
def probationer(world) -> Member:
    return factories.member_of(world.own_cell, full_name="Đỗ Dự Bị", admitted_on=date(2023, 3, 3), official_on=None)


def of_each_kind(world, probationer) -> list[dict[str, str]]:
    own, second = world.members["own"], world.members["own_second"]
    leaving = {kind: factories.member_of(world.own_cell) for kind in ("Xóa tên", "Xin ra Đảng", "Khai trừ", "Từ trần")}
    gone, lent = (factories.member_of(world.own_cell) for _each in range(2))
    return [
        row(probationer, "Công nhận chính thức", "20/03/2024", decision="5-QĐ/ĐU"),
        row(own, "Miễn sinh hoạt", "01/05/2024", note="Tuổi cao"),
        row(own, "Sinh hoạt trở lại", "01/06/2024"),
        row(own, "Đình chỉ sinh hoạt", "01/07/2024", note="Bị khởi tố", until="30/09/2024"),
        row(second, "Chuyển đi", other_code=world.own_cell.code, decision="7-GT"),
        row(gone, "Chuyển đi", other="Đảng bộ phường Xa", beyond="Ngoài tỉnh"),
        row(lent, "Sinh hoạt tạm thời", until="31/12/2024", other="Trường Chính trị"),
        row(lent, "Hết sinh hoạt tạm thời", "01/12/2024"),
        *(row(member, kind, note="Theo quyết định") for kind, member in leaving.items()),
    ]


def test_a_file_does_what_the_pages_of_the_members_do_and_is_taken_back_whole(world, probationer):
    listed = of_each_kind(world, probationer)
    members = Member.objects.filter(code__in=[each["number"] for each in listed])
    before = {member.pk: (member.official_on, list(member.memberships.values())) for member in members}
    upload = written(world, *listed)

    assert upload.new_count == len(listed)
    assert events(world.members["own"]) == [
        ("exempted", MAY, world.own_cell.pk, None, "", "", "Tuổi cao"),
        ("resumed", JUNE, world.own_cell.pk, None, "", "", ""),
        ("suspended", date(2024, 7, 1), world.own_cell.pk, date(2024, 9, 30), "", "", "Bị khởi tố"),
    ]
    probationer.refresh_from_db()
    assert probationer.official_on == date(2024, 3, 3)
    second = world.members["own_second"]
    assert second.memberships.get(until=None).organization == world.own_cell
    assert LifeEvent.objects.get(kind="transferred_in", member=second).counterpart.organization == world.own_second_cell
    assert not Member.objects.filter(events__kind__in=["died", "removed"], memberships__until=None).exists()
    assert AuditEvent.objects.filter(verb="member.exempted").count() == 1

    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert not LifeEvent.objects.filter(member__in=members).exists()
    assert before == {member.pk: (member.official_on, list(member.memberships.values())) for member in members.all()}
    kept = Deed.objects.filter(state=Deed.State.REVOKED, member__in=members)
    assert (kept.count(), kept[0].reason) == (len(listed), "Đã hoàn tác việc nhập tệp bien-dong.csv")


def test_what_the_list_hands_out_comes_back_as_no_difference(client, world, probationer):
    written(world, *of_each_kind(world, probationer))
    by = world.users["committee"]
    client.force_login(by)
    content = client.post(reverse("members:download_events")).content
    upload = actions.send(kind=KIND, scope=scope_of(world), file_name="ra.xlsx", content=content, by=by)

    assert upload.state == State.PREVIEWED, upload.error
    assert [each for each in JudgedRows(upload.sent_table) if each.outcome != Outcome.SAME] == []
    assert upload.same_count == LifeEvent.objects.count() == 13


def test_what_was_revoked_comes_in_again_by_the_list_of_before(client, world, probationer):
    """The moves inside, which have two rows there, too."""
    upload = written(world, *of_each_kind(world, probationer))
    by = world.users["committee"]
    client.force_login(by)
    content = client.post(reverse("members:download_events")).content
    stood = [events(member) for member in Member.objects.order_by("pk")]
    actions.take_back(upload=upload, by=by)
    again = actions.send(kind=KIND, scope=scope_of(world), file_name="lai.xlsx", content=content, by=by)
    assert again.error_count == 0, [each.problems for each in JudgedRows(again.sent_table) if each.problems]
    actions.write(upload=again, edition=again.edition, by=by)
    assert [events(member) for member in Member.objects.order_by("pk")] == stood


def test_a_preview_leaves_nothing_behind(world, probationer):
    lines = AuditEvent.objects.count()
    found = judged(world, *of_each_kind(world, probationer))
    assert {each.outcome for each in found} == {Outcome.NEW}
    assert (LifeEvent.objects.count(), AuditEvent.objects.count()) == (0, lines)


def test_rows_of_one_member_are_done_in_the_order_of_their_days(world):
    own = world.members["own"]
    late, early = row(own, "Sinh hoạt trở lại", "01/06/2024"), row(own, "Miễn sinh hoạt", note="Ốm")
    assert wrong(world, late, early) == []
    assert wrong(world, late) == [
        (2, "on", "Ngày đó đồng chí không được miễn, cũng không bị đình chỉ sinh hoạt. Hãy kiểm tra lại ngày")
    ]


CASES = {
    "nobody": ({"kind": "Từ trần", "on": "01/05/2024"}, "number"),
    "unknown number": ({"number": "DV999999", "kind": "Từ trần", "on": "01/05/2024"}, "number"),
    "unknown kind": ({"kind": "Lên trời", "on": "01/05/2024"}, "kind"),
    "no day": ({"kind": "Từ trần"}, "on"),
    "a day to come": ({"kind": "Từ trần", "on": "01/05/2124"}, "on"),
    "no reason": ({"kind": "Miễn sinh hoạt", "on": "01/05/2024"}, "note"),
    "a last day before the first": (
        {"kind": "Miễn sinh hoạt", "on": "01/05/2024", "until": "01/04/2024", "note": "Ốm"},
        "until",
    ),
    "recognised long since": ({"kind": "Công nhận chính thức", "on": "01/05/2024"}, "kind"),
    "before the cell": ({"kind": "Từ trần", "on": "01/05/1950"}, "on"),
    "own cell": ({"kind": "Chuyển đi", "on": "01/05/2024", "other_code": "{own}"}, "other_code"),
    "a cell of others": ({"kind": "Chuyển đi", "on": "01/05/2024", "other_code": "{sibling}"}, "other_code"),
    "a name of ours": ({"kind": "Chuyển đi", "on": "01/05/2024", "other": "{name}"}, "other"),
    "an admission": ({"kind": "Kết nạp", "on": "01/05/2024"}, "kind"),
    "an arrival": ({"kind": "Chuyển đến", "on": "01/05/2024"}, "kind"),
    "comes again, but never left": ({"kind": "Phục hồi đảng tịch", "on": "01/05/2024", "code": "{own}"}, "kind"),
    "lent to nobody": ({"kind": "Sinh hoạt tạm thời", "on": "01/05/2024", "until": "01/12/2024"}, "other_code"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_told_at_its_cell(world, name):
    cells, column = CASES[name]
    words = {"own": world.own_cell.code, "sibling": world.sibling_cell.code, "name": world.own_second_cell.name}
    told = {key: value.format(**words) for key, value in cells.items()}
    if name != "nobody":
        told = {"number": world.members["own"].code} | told
    found = wrong(world, told)
    assert [each[1] for each in found] == [column], found


def test_who_belongs_elsewhere_by_now_is_not_acted_on(world):
    member = world.members["own"]
    deeds.transfer(member=member, organization=world.sibling_cell, on=MAY, by=world.users["bloc_office"])
    [(_number, column, sentence)] = wrong(world, row(member, "Từ trần", "01/06/2024"))
    assert column == "number"
    assert world.sibling_cell.name not in sentence


def test_what_stands_is_not_changed_from_a_file(world):
    member = world.members["own"]
    by = world.users["committee"]
    deeds.rest(member=member, kind=Kind.EXEMPTED, on=MAY, note="Ốm", decision_number="1-QĐ", by=by)
    event = member.events.get()
    same = row(member, "Miễn sinh hoạt", decision="1-QĐ")
    assert [each.outcome for each in judged(world, same)] == [Outcome.SAME]
    [found] = judged(world, {**same, "decision": "2-QĐ", "note": "Già"})
    assert [each.column for each in found.problems] == ["decision", "note"]
    assert found.problems[0].url == reverse("members:correct_event", args=[event.pk])


def test_one_event_in_two_rows_is_done_once(world):
    same = row(world.members["own"], "Từ trần")
    assert [(number, column) for number, column, _sentence in wrong(world, same, same)] == [(3, "kind")]


def test_it_is_not_taken_back_under_something_newer(world):
    member, by = world.members["own"], world.users["committee"]
    upload = written(world, row(member, "Miễn sinh hoạt", note="Ốm"))
    deeds.resume(member=member, on=JUNE, by=by)
    actions.take_back(upload=upload, by=by)
    assert upload.state == State.COMMITTED
    assert upload.refusal[0][1] == "đã có việc mới hơn: trở lại sinh hoạt"


def test_done_otherwise_meanwhile_it_is_judged_anew(world):
    member, by = world.members["own"], world.users["committee"]
    upload = sent(world, row(member, "Miễn sinh hoạt", note="Ốm"))
    deeds.end(member=member, kind=Kind.DIED, on=MAY, by=by)
    actions.write(upload=upload, edition=upload.edition, by=by)
    assert (upload.state, upload.error_count) == (State.PREVIEWED, 1)
    assert not member.events.filter(kind=Kind.EXEMPTED).exists()


def test_rows_that_stand_already_cost_no_query(world):
    by = world.users["committee"]
    members = [factories.member_of(world.own_cell) for _each in range(30)]
    for member in members:
        deeds.rest(member=member, kind=Kind.EXEMPTED, on=MAY, note="Ốm", by=by)
    counted = []
    for some in (members[:3], members):
        with CaptureQueriesContext(connection) as queries:
            assert {each.outcome for each in judged(world, *(row(each, "Miễn sinh hoạt") for each in some))} == {
                Outcome.SAME
            }
        counted.append(len(queries))
    assert counted[0] == counted[1]
