"""Who may sign in: one account for each role by an easy name, and one for each organisation that can't be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from accounts.models import User
from accounts.roles import Role
from demo.history.figures import YEARS
from demo.history.register import MemberTables
from demo.tree import CellPlan, Grassroots, Tree
from organizations.models import Assignment, Organization

PASSWORD = "mo-phong-2024"
# Above the numbers of accounts that were made by hand before.
FIRST_USER = 1_001
SINCE = date(2015, 1, 1)
JOINED = datetime(2015, 1, 1, tzinfo=UTC)

STANDING_OFFICE, ADMINISTRATOR = "khoi", "quantri"
# Of the Bloc itself; invented persons.
BLOC_ACCOUNTS = (
    (STANDING_OFFICE, Role.OFFICE, "Trần Thị Khánh Hà"),
    ("ubkt", Role.INSPECTOR, "Lê Viết Thông"),
    ("thuongtruc", Role.LEADER, "Hoàng Ngọc Khuê"),
    ("nhatky", Role.AUDITOR, "Phan Thị Hoài An"),
    (ADMINISTRATOR, Role.ADMINISTRATOR, "Đỗ Nhật Quân"),
)
CELL, LONE_CELL, COMMITTEE, ENTERPRISE = "chibo", "chibocoso", "danguy", "doanhnghiep"
# In the order in which they are shown.
USERNAMES = (CELL, COMMITTEE, LONE_CELL, ENTERPRISE, *(name for name, _role, _person in BLOC_ACCOUNTS))
# Of the organisations that come after the Bloc where 2025 is played (demo.story).
SUCCESSORS = ("hoabuoi", "hoabuoi-tt", "giongan", "giongan-tt")


@dataclass(frozen=True)
class Story:
    """Where a first look leads: a committee of which one cell is still missing, and that cell."""

    committee: Grassroots
    cell: CellPlan
    lone_cell: CellPlan
    enterprise: Grassroots


def story(tree: Tree) -> Story:
    committee, cell = next(
        (each, cell)
        for each in tree.grassroots
        if not each.is_enterprise and not each.sections and 5 <= len(each.cells) <= 6
        for cell in each.cells
        if 18 <= cell.size <= 24
    )
    lone = next(
        each.cells[0] for each in tree.grassroots if not each.is_committee and not each.is_enterprise and each.size < 15
    )
    enterprise = next(each for each in tree.grassroots if each.is_enterprise and each.is_committee)
    return Story(committee, cell, lone, enterprise)


@dataclass
class Accounts:
    users: list[User] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    by_organization: dict[int, User] = field(default_factory=dict)
    """Who submits the organisation's sheet, and decides on those below it."""

    def add(self, username: str, full_name: str, role: Role, organization: Organization) -> User:
        number = len(self.users)
        user = User(
            pk=FIRST_USER + number,
            username=username,
            full_name=full_name,
            password=f"{UNUSABLE_PASSWORD_PREFIX}demo",
            date_joined=JOINED,
        )
        user.set_keys()
        self.users.append(user)
        self.assignments.append(Assignment(pk=number + 1, user=user, role=role, organization=organization, since=SINCE))
        return user


def build(tree: Tree, register: MemberTables) -> Accounts:
    accounts, cast = Accounts(), story(tree)
    for username, role, full_name in BLOC_ACCOUNTS:
        user = accounts.add(username, full_name, role, tree.bloc)
        accounts.by_organization.setdefault(tree.bloc.pk, user)
    easy = {
        cast.cell.organization.pk: CELL,
        cast.lone_cell.organization.pk: LONE_CELL,
        cast.committee.organization.pk: COMMITTEE,
        cast.enterprise.organization.pk: ENTERPRISE,
    }
    for each in tree.grassroots:
        people = {cell.organization.pk: register.rosters[YEARS[-1]][cell.organization.pk] for cell in each.cells}
        officers = {
            p.member.position: p.member.full_name for cell in people.values() for p in cell if p.member.position
        }
        for organization in (each.organization, *each.sections) if each.is_committee else ():
            office = "Bí thư đảng ủy" if organization is each.organization else "Bí thư đảng ủy bộ phận"
            username = easy.get(organization.pk, organization.code.lower())
            user = accounts.add(username, officers[office], Role.COMMITTEE, organization)
            accounts.by_organization[organization.pk] = user
        for cell in each.cells:
            organization = cell.organization
            name = next(
                p.member.full_name for p in people[organization.pk] if p.member.position.startswith("Bí thư chi bộ")
            )
            user = accounts.add(easy.get(organization.pk, organization.code.lower()), name, Role.CLERK, organization)
            accounts.by_organization[organization.pk] = user
    return accounts
