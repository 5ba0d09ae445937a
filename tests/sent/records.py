"""Members, cases, accounts and what a person keeps for themselves."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import SavedView, User
from accounts.roles import Role
from accounts.sign_in.links import password_link
from inspections.models import Case, Discipline
from members.models import LifeEvent, Member
from organizations.deeds import changing
from organizations.deeds.decision import Decision
from organizations.models import Assignment, Letterhead, Reorganization
from tests import factories
from tests.factories import PASSWORD
from tests.inspections import cases
from tests.sent.sent import DAY, Sent
from tests.world import World

NEW_PASSWORD = "mat-khau-khac-han"


def enter_member(world: World) -> Sent:
    facts = {"full_name": "Nguyễn Thị An", "sex": "female", "birth_date": "03/02/1995", "position": "Chuyên viên"}
    decided = {"kind": "admitted", "organization": world.own_cell, "decided_on": DAY, "admitted_on": "03/02/2024"}
    return Sent("committee", reverse("members:enter"), {**facts, **decided}, makes={Member: 1}, again="Đã có đồng chí")


def correct_member(world: World) -> Sent:
    address = reverse("members:correct", args=[world.members["own"].pk])
    return Sent("committee", address, {"full_name": "Trần Thị Bình Mình"})


def transfer_member(world: World) -> Sent:
    to = {"organization": world.own_second_cell, "on": DAY}
    address = reverse("members:transfer", args=[world.members["own"].pk])
    return Sent("committee", address, to, makes={LifeEvent: 2}, again="đang sinh hoạt ở tổ chức này")


def recognize_member(world: World) -> Sent:
    member = factories.member_of(world.own_cell, admitted_on=date(2023, 1, 3), official_on=None)
    recognized = {"on": "03/01/2024", "decided_on": DAY, "decision_number": "7-QĐ/ĐU"}
    address = reverse("members:recognize", args=[member.pk])
    return Sent("committee", address, recognized, makes={LifeEvent: 1}, again="đã được công nhận chính thức")


def end_member(world: World) -> Sent:
    address = reverse("members:end", args=[world.members["own"].pk])
    died = {"kind": "died", "on": DAY}
    return Sent("committee", address, died, makes={LifeEvent: 1}, again="không còn sinh hoạt ở tổ chức nào")


def _deed(member: Member, deed: str, typed: dict[str, object], again: str = "") -> Sent:
    address = reverse("members:do", args=[member.pk, deed])
    return Sent("committee", address, typed, makes={LifeEvent: 1}, again=again)


def _on_probation(world: World) -> Member:
    return factories.member_of(world.own_cell, admitted_on=date(2023, 1, 3), official_on=None)


def _after(member: Member, kind: LifeEvent.Kind, on: date) -> Member:
    """As it was entered on a day before."""
    membership = member.memberships.get()
    if kind in LifeEvent.Kind.endings():
        member.memberships.update(until=on)
    LifeEvent.objects.create(member=member, kind=kind, happened_on=on, organization=membership.organization)
    return member


def lengthen_probation(world: World) -> Sent:
    typed = {"until": "03/07/2024", "note": "Nghỉ ốm dài ngày", "decided_on": DAY}
    return _deed(_on_probation(world), "extend", typed, "vốn đã đến ngày 03/07/2024")


def refuse_recognition(world: World) -> Sent:
    typed = {"note": "Không hoàn thành nhiệm vụ", "decided_on": DAY}
    return _deed(_on_probation(world), "refuse", typed, "Đã ghi việc không công nhận")


def send_outside(world: World) -> Sent:
    typed = {"elsewhere": "Đảng bộ xã Sông Xa", "beyond": "province", "on": DAY}
    return _deed(world.members["own"], "depart", typed, "không còn sinh hoạt ở tổ chức nào")


def lend_member(world: World) -> Sent:
    typed = {"host": world.own_second_cell, "on": DAY, "until": "20/10/2024"}
    return _deed(world.members["own"], "lend", typed, "đang sinh hoạt tạm thời ở nơi khác từ ngày 20/01/2024")


def take_back_lent_member(world: World) -> Sent:
    member = _after(world.members["own"], LifeEvent.Kind.TEMPORARY, date(2023, 9, 1))
    return _deed(member, "come-back", {"on": DAY}, "không sinh hoạt tạm thời ở nơi khác")


def exempt_member(world: World) -> Sent:
    typed = {"kind": "exempted", "note": "Tuổi cao, sức yếu", "on": DAY}
    return _deed(world.members["own"], "rest", typed, "Hãy ghi việc sinh hoạt trở lại trước")


def resume_member(world: World) -> Sent:
    member = _after(world.members["own"], LifeEvent.Kind.SUSPENDED, date(2023, 9, 1))
    return _deed(member, "resume", {"on": DAY}, "không được miễn, cũng không bị đình chỉ")


def member_returns(world: World) -> Sent:
    member = _after(world.members["own"], LifeEvent.Kind.TRANSFERRED_OUT, date(2023, 9, 1))
    typed = {"organization": world.own_second_cell, "on": DAY}
    return _deed(member, "return", typed, "đang sinh hoạt ở một tổ chức")


def restore_member(world: World) -> Sent:
    member = _after(world.members["own"], LifeEvent.Kind.EXPELLED, date(2023, 9, 1))
    typed = {"organization": world.own_cell, "on": DAY, "note": "Kỷ luật oan"}
    return _deed(member, "restore", typed, "đang sinh hoạt ở một tổ chức")


def open_case(world: World) -> Sent:
    facts = {**cases.facts_of(world), "acting_organization": world.bloc, "subject_organization": world.own}
    return Sent("inspector", reverse("inspections:open"), facts, makes={Case: 1}, again="Số này đã được ghi")


def correct_case(world: World) -> Sent:
    address = reverse("inspections:correct", args=[cases.open_case(world).pk])
    return Sent("inspector", address, {"content": "Việc thực hiện quy chế làm việc"})


def conclude_case(world: World) -> Sent:
    found = {"concluded_on": DAY, "conclusion": "Có khuyết điểm.", "outcome": "found"}
    return Sent("inspector", reverse("inspections:conclude", args=[cases.open_case(world).pk]), found)


def discipline(world: World) -> Sent:
    case = cases.open_case(world, concluded_on="2023-06-05", violation_found=True, discipline_required=True)
    fields = {"form": "reprimand", "decision_number": "5-QĐ/UBKT", "decided_on": DAY}
    address = reverse("inspections:add_discipline", args=[case.pk])
    return Sent("inspector", address, fields, makes={Discipline: 1}, again="đã có quyết định đó")


def add_user(world: World) -> Sent:
    fields = {"username": "van.an", "full_name": "Nguyễn Văn An"}
    address = reverse("organizations:add_user")
    return Sent("administrator", address, fields, makes={User: 1}, again="Tên đăng nhập này đã có")


def give_role(world: World) -> Sent:
    fields = {"role": "clerk", "organization": world.own_cell, "since": DAY}
    address = reverse("organizations:assign", args=[world.users["leader"].pk])
    return Sent("administrator", address, fields, makes={Assignment: 1}, again="đang giữ vai trò đó")


def _of_account(deed: str, user: User, shows: str = "") -> Sent:
    page = reverse("organizations:user", args=[user.pk])
    return Sent("administrator", reverse(f"organizations:{deed}", args=[user.pk]), page=page, shows=shows)


def disable_user(world: World) -> Sent:
    return _of_account("disable_user", world.users["clerk"])


def enable_user(world: World) -> Sent:
    user = world.users["clerk"]
    User.objects.filter(pk=user.pk).update(is_active=False)
    return _of_account("enable_user", user)


def make_link(world: World) -> Sent:
    return _of_account("make_link", world.users["clerk"], "Đường dẫn đặt mật khẩu")


def set_letterhead(world: World) -> Sent:
    address = reverse("organizations:letterhead", args=[world.bloc.pk])
    return Sent("administrator", address, {"place": "Hoa Mộc Lan"}, makes={Letterhead: 1})


def reorganize(world: World) -> Sent:
    address = reverse("organizations:change", args=[world.own.pk, "rename"])
    fields = {"on": DAY, "name": "Đảng bộ Sở Bình Minh Mới", "confirm": "1"}
    again = "đã mang tên này rồi"
    return Sent("bloc_office", address, fields, makes={Reorganization: 1}, again=again, previewed=True)


def undo_reorganization(world: World) -> Sent:
    decision = Decision(timezone.localdate())
    row = changing.rename(decision=decision, organization=world.own, name="Tên khác", by=world.users["bloc_office"])
    address = reverse("organizations:undo_reorganization", args=[row.pk])
    return Sent("bloc_office", address, page=row.get_absolute_url())


def end_role(world: World) -> Sent:
    held = world.users["clerk"].assignments.get()
    page = reverse("organizations:user", args=[held.user_id])
    return Sent("administrator", reverse("organizations:end_assignment", args=[held.pk]), page=page)


def change_email(world: World) -> Sent:
    return Sent("clerk", reverse("accounts:change_email"), {"email": "an@example.vn"})


def change_password(world: World) -> Sent:
    fields = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    return Sent("clerk", reverse("accounts:change_password"), fields)


def set_password(world: World) -> Sent:
    user = factories.user_with(Role.CLERK, world.own_cell)
    fields = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    return Sent("", password_link(user), fields, shows="Nếu đồng chí vừa đặt mật khẩu")


def save_view(world: World) -> Sent:
    page = f"{reverse('accounts:save_view')}?address=/members/%3Fsex=female"
    fields = {"name": "Nữ của chi bộ"}
    return Sent("clerk", reverse("accounts:save_view"), fields, page=page, makes={SavedView: 1})


def _of_view(world: World, deed: str) -> tuple[str, str]:
    user = world.users["clerk"]
    view = SavedView.objects.create(user=user, place="members", name="Nữ", query="sex=female")
    return reverse(f"accounts:{deed}", args=[view.pk]), reverse("accounts:saved_views")


def make_view_usual(world: World) -> Sent:
    address, page = _of_view(world, "usual_view")
    return Sent("clerk", address, {"usual": "yes"}, page)


def delete_view(world: World) -> Sent:
    address, page = _of_view(world, "delete_view")
    return Sent("clerk", address, page=page, makes={SavedView: -1})


def choose_notices(world: World) -> Sent:
    return Sent("clerk", reverse("notices:choices"), {"wanted": []})
