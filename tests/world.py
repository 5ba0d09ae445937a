"""Three branches of one Bloc, each with data that could leak into the others."""

from dataclasses import dataclass

from accounts.models import User
from accounts.roles import Role
from members.models import Member
from organizations.models import Organization
from tests import factories


@dataclass(frozen=True)
class World:
    """`own` is the committee whose clerk and secretary act; `sibling` stands beside it; `foreign` is another Bloc."""

    bloc: Organization
    own: Organization
    own_cell: Organization
    own_second_cell: Organization
    sibling: Organization
    sibling_cell: Organization
    lone_cell: Organization
    foreign_bloc: Organization
    foreign: Organization
    foreign_cell: Organization
    members: dict[str, Member]
    users: dict[str, User]


def build() -> World:
    bloc = factories.OrganizationFactory(name="Đảng bộ Khối thử nghiệm")
    own = factories.committee(bloc, name="Đảng bộ Sở Bình Minh")
    own_cell = factories.cell(own, name="Chi bộ Kế toán Bình Minh")
    own_second_cell = factories.cell(own, name="Chi bộ Kỹ thuật Bình Minh")
    sibling = factories.committee(bloc, "enterprises", name="Đảng bộ Công ty Hoàng Hôn")
    sibling_cell = factories.cell(sibling, name="Chi bộ Xưởng Hoàng Hôn")
    lone_cell = factories.grassroots_cell(bloc, "front", name="Chi bộ Hội Trăng Non")
    foreign_bloc = factories.OrganizationFactory(name="Đảng bộ Khối nơi khác")
    foreign = factories.committee(foreign_bloc, name="Đảng bộ Sở Sao Xa")
    foreign_cell = factories.cell(foreign, name="Chi bộ Văn phòng Sao Xa")
    for root in (bloc, foreign_bloc):
        factories.terms(root)
    members = {
        "own": factories.member_of(own_cell, full_name="Trần Thị Bình Minh"),
        "own_second": factories.member_of(own_second_cell, full_name="Lê Văn Kỹ Thuật"),
        "sibling": factories.member_of(sibling_cell, full_name="Phạm Hoàng Hôn"),
        "lone": factories.member_of(lone_cell, full_name="Võ Trăng Non"),
        "foreign": factories.member_of(foreign_cell, full_name="Đỗ Sao Xa"),
    }
    users = {
        "clerk": factories.user_with(Role.CLERK, own_cell),
        "committee": factories.user_with(Role.COMMITTEE, own),
        "lone_clerk": factories.user_with(Role.CLERK, lone_cell),
        "bloc_office": factories.user_with(Role.OFFICE, bloc),
        "inspector": factories.user_with(Role.INSPECTOR, bloc),
        "leader": factories.user_with(Role.LEADER, bloc),
        "auditor": factories.user_with(Role.AUDITOR, bloc),
        "administrator": factories.user_with(Role.ADMINISTRATOR, bloc),
        "sibling_committee": factories.user_with(Role.COMMITTEE, sibling),
    }
    return World(
        bloc,
        own,
        own_cell,
        own_second_cell,
        sibling,
        sibling_cell,
        lone_cell,
        foreign_bloc,
        foreign,
        foreign_cell,
        members,
        users,
    )
