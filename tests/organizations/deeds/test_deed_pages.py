"""The pages of deeds: a form, what changes on both sides, the deed, the way back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from members.models import Membership
from organizations.models import Organization, Place, Reorganization
from ratings.models import RatingYear, Sheet
from tests import factories
from tests.organizations.deeds import entries
from tests.organizations.deeds.asked import DECISION, office, page, small

__all__ = ["office", "small"]

pytestmark = pytest.mark.django_db


def sent(small) -> dict[str, tuple[Organization, dict]]:
    factories.AssignmentFactory(user=small.office, role=Role.OFFICE, organization=small.two)
    own, lone, first = small.own, small.lone, small.first
    return {
        "found": (own, {"kind": "subordinate_cell", "code": "N1", "name": "Chi bộ Mới"}),
        "founding": (own, {"founded_on": "05/06/2012", "note": "Ghi nhầm"}),
        "correct": (own, {"on": "2010-01-01", "name": "Đảng bộ Sở Mới", "decision_number": "", "note": "Ghi nhầm"}),
        "rename": (own, {"name": "Đảng bộ Sở Mới"}),
        "classify": (own, {"unit_type": "service"}),
        "to-committee": (lone, {"cells": "Chi bộ Một\nChi bộ Hai"}),
        "to-cell": (own, {}),
        "move": (first, {"parent": small.sibling.pk}),
        "hand-over": (small.one, {"parent": small.two.pk, "organizations": [own.pk, lone.pk]}),
        "merge": (first, {"other": small.second.pk, "goes_on": "other"}),
        "split": (first, {"code": "N1", "name": "Chi bộ Tách", "part": [small.members["first"][0].pk]}),
        "dissolve": (factories.cell(own), {}),
    }


def _fields(sent: list[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in sent:
        fields.setdefault(name, []).append(value)
    return fields


DEEDS = (
    "found",
    "correct",
    "founding",
    "rename",
    "classify",
    "to-committee",
    "to-cell",
    "move",
    "hand-over",
    "merge",
    "split",
    "dissolve",
)


@pytest.mark.parametrize("deed", DEEDS)
def test_the_form_shows_both_sides_writes_nothing_and_then_does_it(office, small, deed):
    organization, values = sent(small)[deed]
    before = list(Place.objects.order_by("pk").values())
    assert office.get(page(organization, deed)).status_code == 200

    shown = office.post(page(organization, deed), {**DECISION, **values})

    assert "Chưa ghi vào cổng" in shown.text, shown.text
    assert (list(Place.objects.order_by("pk").values()), Reorganization.objects.count()) == (before, 0)

    done = office.post(page(organization, deed), {**_fields(shown.context["sent"]), "confirm": "1"})
    row = Reorganization.objects.get()
    assert done.url == row.get_absolute_url()
    assert office.get(done.url).status_code == 200
    assert office.get(organization.get_absolute_url()).status_code == 200

    back = office.post(reverse("organizations:undo_reorganization", args=[row.pk]))
    assert back.status_code == 302
    assert Reorganization.objects.standing().count() == 0


def test_another_root_is_shown_where_it_stands_and_taken_back(office, small):
    values = {"kind": small.one.kind, "code": "N1", "name": "Đảng bộ Mới"}
    shown = office.post(page(small.one, "found"), {**DECISION, **values})
    done = office.post(page(small.one, "found"), {**_fields(shown.context["sent"]), "confirm": "1"})
    made = Organization.objects.get(code="N1")
    assert done.url.startswith(f"/r/{made.pk}/")
    assert office.get(done.url).status_code == 200
    undone = f"/r/{made.pk}{reverse('organizations:undo_reorganization', args=[Reorganization.objects.get().pk])}"
    back = office.post(undone)
    assert office.get(back.url).status_code == 200


def test_the_preview_counts_the_members_of_both_sides(office, small):
    values = {**DECISION, "other": small.second.pk, "goes_on": "other"}
    shown = office.post(page(small.first, "merge"), values)
    rows = {row.name: (row.before.kept, row.after.kept) for row in shown.context["preview"].rows}
    assert rows["Một"] == (("3 đảng viên",), ())
    assert rows["Hai"] == (("3 đảng viên",), ("6 đảng viên",))


@pytest.fixture
def told(office, small):
    """What the preview tells beside both sides, with a closed year, an open one and an open case."""
    entries.open_years(small, [2023, 2024])
    entries.close(small, RatingYear.objects.get(root=small.one, year=2023))
    entries.act(small, small.first, date(2024, 3, 1))

    def preview(deed: str, **values: object) -> tuple[str, ...]:
        return office.post(page(small.first, deed), {**DECISION, **values}).context["preview"].notes

    return preview


def test_a_merger_tells_who_leads_open_cases_on_and_whose_reach_changes(small, told):
    clerk = factories.user_with(Role.CLERK, small.first)
    assert told("merge", other=small.second.pk, goes_on="other") == (
        "1 cuộc kiểm tra, giám sát chưa xong do Hai tiếp tục chủ trì.",
        "Số liệu các năm đã khóa giữ nguyên: 2023.",
        "1 phiếu năm 2024 của tổ chức kết thúc được bỏ vì chưa nhập gì.",
        f"Phạm vi xem và làm việc của 1 người thay đổi: {clerk.full_name}.",
    )


def test_a_merger_tells_that_a_sheet_on_which_was_typed_is_kept_to_be_read(small, told):
    Sheet.objects.filter(organization=small.first, rating_year__year=2024).update(saved_at=timezone.now())
    [told_of_sheet] = [note for note in told("merge", other=small.second.pk, goes_on="other") if "phiếu" in note]
    assert told_of_sheet.startswith("1 phiếu năm 2024 của tổ chức kết thúc được giữ để xem, không tính nữa;")


STAYING = {
    "rename": {"name": "Chi bộ Tên mới"},
    "split": {"code": "N9", "name": "Chi bộ Tách ra"},
}


@pytest.mark.parametrize("deed", STAYING)
def test_a_sheet_that_stays_where_it_is_goes_nowhere(small, told, deed):
    part = {"part": [each.pk for each in small.members["first"][:1]]} if deed == "split" else {}
    assert not [note for note in told(deed, **STAYING[deed], **part) if "phiếu" in note]


def test_a_move_tells_which_open_sheets_go_along(small, told):
    factories.user_with(Role.CLERK, small.first)
    one, other = (factories.user_with(Role.COMMITTEE, each) for each in (small.own, small.sibling))
    assert told("move", parent=small.sibling.pk) == (
        "1 cuộc kiểm tra, giám sát chưa xong do Một tiếp tục chủ trì.",
        "Số liệu các năm đã khóa giữ nguyên: 2023.",
        "1 phiếu năm 2024 chuyển theo nguyên trạng, trong đó 0 phiếu đã trình, trả lại hoặc duyệt.",
        f"Phạm vi xem và làm việc của 2 người thay đổi: {one.full_name}, {other.full_name}.",
    )


def test_the_preview_draws_the_tree_before_and_after(office, small):
    shown = office.post(page(small.first, "move"), {**DECISION, "parent": small.sibling.pk})
    drawn = [
        {branch.name: [(each.name, each.mark) for each in branch.below] for branch in tree[0].below}
        for tree in (shown.context["preview"].before, shown.context["preview"].after)
    ]
    assert drawn == [
        {"Đảng bộ Sở": [("Một", "chuyển")], "Đảng bộ Ban": []},
        {"Đảng bộ Sở": [], "Đảng bộ Ban": [("Một", "chuyển")]},
    ]


def test_what_changed_since_the_preview_is_looked_at_anew_before_it_is_done(office, small):
    url = page(small.first, "merge")
    shown = office.post(url, {**DECISION, "other": small.second.pk, "goes_on": "other"})
    sent = {**_fields(shown.context["sent"]), "confirm": "1"}
    factories.member_of(small.second)

    again = office.post(url, sent)

    assert "Dữ liệu đã thay đổi sau khi đồng chí xem" in again.text
    assert Reorganization.objects.count() == 0
    office.post(url, {**_fields(again.context["sent"]), "confirm": "1"})
    assert Reorganization.objects.count() == 1


def test_what_is_refused_is_said_in_the_form_and_nothing_typed_is_lost(office, small):
    answer = office.post(page(small.own, "dissolve"), {**DECISION, "note": "Theo tờ trình"})
    assert "Còn tổ chức trực thuộc: Một, Hai." in answer.text
    assert "Theo tờ trình" in answer.text


def test_a_closed_organisation_says_where_to_look_now(office, small):
    small.merge(small.first, into=small.second)
    text = office.get(small.first.get_absolute_url()).text
    assert "đã kết thúc" in text or "kết thúc" in text
    assert f'href="{small.second.get_absolute_url()}"' in text
    assert "Thay đổi tổ chức" not in text


def test_why_it_cannot_be_taken_back_is_said(office, small):
    deed = small.merge(small.first, into=small.second)
    small.rename(small.second, "Chi bộ Hai Mới", on=date(2024, 9, 1))
    text = office.get(deed.get_absolute_url()).text
    assert "Sau đó có quyết định khác: Đổi tên" in text
    office.post(reverse("organizations:undo_reorganization", args=[deed.pk]))
    assert Reorganization.objects.standing().count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICE])
def test_only_the_office_changes_organisations(client, small, role):
    client.force_login(factories.user_with(role, small.one))
    assert client.get(page(small.own, "rename")).status_code == 404


def test_the_office_of_one_root_does_not_take_from_another(office, small):
    answer = office.post(
        page(small.one, "hand-over"), {**DECISION, "parent": small.two.pk, "organizations": [small.own.pk]}
    )
    assert answer.context["form"].errors["parent"]
    assert Membership.objects.of(small.two, date(2024, 7, 1)).count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_organisation_asks_as_much_whatever_its_past(office, small, rows, django_assert_max_num_queries):
    for number in range(rows):
        small.rename(small.own, f"Đảng bộ {number}", on=date(2020 + number, 1, 1))
    with django_assert_max_num_queries(24):
        office.get(small.own.get_absolute_url())
