from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts import actions as accounts
from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.roles import Role
from organizations import actions
from organizations.models import Assignment, users_managed_by
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, world):
    client.force_login(world.users["administrator"])
    return world.users["administrator"]


def test_administrator_manages_own_bloc_and_who_has_no_role_yet(world):
    stranger = factories.user_with(Role.CLERK, world.foreign_cell)
    both = factories.user_with(Role.CLERK, world.own_cell)
    factories.AssignmentFactory(user=both, role=Role.CLERK, organization=world.foreign_cell)
    fresh = factories.UserFactory()

    managed = set(users_managed_by(world.users["administrator"]))

    assert managed == {*world.users.values(), fresh}
    assert not managed & {stranger, both}


def test_added_user_has_no_password_and_no_role(client, administrator):
    response = client.post(reverse("organizations:add_user"), {"username": "ho.an", "full_name": "  HỒ   VĂN AN "})

    person = User.objects.get(username="ho.an")
    assert response.url == reverse("organizations:user", args=[person.pk])
    assert person.full_name == "Hồ Văn An"
    assert not person.has_usable_password()
    assert person.grants == ()
    assert AuditEvent.objects.get(verb="user.add").actor == administrator


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"username": "", "full_name": "Hồ Văn An"}, "username"),
        ({"username": "hồ an", "full_name": "Hồ Văn An"}, "username"),
        ({"username": "NGUOI-CU", "full_name": "Hồ Văn An"}, "username"),
        ({"username": "ho.an", "full_name": "   "}, "full_name"),
        ({"username": "ho.an", "full_name": "x" * 121}, "full_name"),
    ],
)
def test_wrong_user_is_refused_at_the_field_and_nothing_is_lost(client, administrator, data, field):
    factories.UserFactory(username="nguoi-cu")

    response = client.post(reverse("organizations:add_user"), data)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert f'value="{data["username"]}"' in response.text or not data["username"]
    assert not User.objects.filter(full_name="Hồ Văn An").exists()


def _assign(client, person: User, **changes):
    data = {"role": "clerk", "organization": "", "since": "01/02/2024", "until": "", **changes}
    return client.post(reverse("organizations:assign", args=[person.pk]), data)


def test_role_is_given_from_one_day_to_another(client, world, administrator):
    person = factories.UserFactory()

    _assign(client, person, organization=world.own_cell.pk, until="31/12/2024")

    assignment = Assignment.objects.get(user=person)
    assert (assignment.role, assignment.organization) == ("clerk", world.own_cell)
    assert (assignment.since, assignment.until) == (date(2024, 2, 1), date(2024, 12, 31))
    event = AuditEvent.objects.get(verb="assignment.add")
    assert (event.actor, event.data["organization"]) == (administrator, world.own_cell.code)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "emperor"}, "role"),
        ({"role": ""}, "role"),
        ({"organization": "foreign"}, "organization"),
        ({"organization": ""}, "organization"),
        ({"since": "30/02/2024"}, "since"),
        ({"since": ""}, "since"),
        ({"until": "31/01/2024"}, "until"),
    ],
)
def test_wrong_assignment_is_refused_at_the_field(client, world, administrator, changes, field):
    person = factories.UserFactory()
    organization = {"foreign": world.foreign.pk}.get(changes.get("organization"), changes.get("organization"))
    changes = {"organization": world.own_cell.pk, **changes}
    if organization is not None:
        changes["organization"] = organization

    response = _assign(client, person, **changes)

    assert list(response.context["form"].errors) == [field]
    assert not Assignment.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    ("since", "until", "clashes"),
    [
        (date(2020, 1, 1), None, True),
        (date(2021, 6, 1), date(2021, 7, 1), True),
        (date(2019, 1, 1), date(2020, 12, 31), False),
        (date(2019, 1, 1), date(2021, 1, 1), True),
        (date(2022, 1, 1), None, False),
    ],
)
def test_same_role_at_the_same_place_is_held_once_at_a_time(world, since, until, clashes):
    person = factories.UserFactory()
    held = {"user": person, "role": Role.CLERK, "organization": world.own_cell, "by": world.users["administrator"]}
    actions.assign(**held, since=date(2021, 1, 1), until=date(2021, 12, 31))

    if clashes:
        with pytest.raises(ValidationError):
            actions.assign(**held, since=since, until=until)
    else:
        actions.assign(**held, since=since, until=until)
    assert Assignment.objects.filter(user=person).count() == (1 if clashes else 2)


def test_nobody_gives_roles_to_themselves_or_takes_them(client, world, administrator):
    own = administrator.assignments.get()

    response = _assign(client, administrator, organization=world.bloc.pk, role="leader")
    client.post(reverse("organizations:end_assignment", args=[own.pk]))
    client.post(reverse("organizations:disable_user", args=[administrator.pk]))

    assert "Đồng chí không thể thay đổi vai trò của chính mình" in response.text
    assert list(administrator.assignments.all()) == [own]
    own.refresh_from_db()
    administrator.refresh_from_db()
    assert own.until is None
    assert administrator.is_active


def test_ended_role_holds_no_longer_from_now_on(client, world, administrator):
    person = world.users["clerk"]
    assignment = person.assignments.get()

    client.post(reverse("organizations:end_assignment", args=[assignment.pk]))

    assignment.refresh_from_db()
    assert assignment.until == timezone.localdate() - timedelta(days=1)
    assert not User.objects.get(pk=person.pk).holds(Permission.VIEW_SHEETS)


def test_role_that_began_today_leaves_only_its_line_in_the_trail(world):
    person = factories.UserFactory()
    today = timezone.localdate()
    by = world.users["administrator"]
    assignment = actions.assign(
        user=person, role=Role.CLERK, organization=world.own_cell, since=today, until=None, by=by
    )

    actions.end_assignment(assignment=assignment, by=by)

    assert not Assignment.objects.filter(user=person).exists()
    assert AuditEvent.objects.filter(verb="assignment.end").count() == 1


def test_disabled_person_is_out_with_the_next_request(client, world, administrator):
    person = world.users["clerk"]
    theirs = client.__class__()
    theirs.force_login(person)

    client.post(reverse("organizations:disable_user", args=[person.pk]))
    client.post(reverse("organizations:disable_user", args=[person.pk]))

    assert theirs.get(reverse("home")).status_code == 302
    assert AuditEvent.objects.filter(verb="user.disable").count() == 1
    client.post(reverse("organizations:enable_user", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active


def test_link_is_shown_once_and_written_down(client, world, administrator):
    person = world.users["clerk"]

    response = client.post(reverse("organizations:make_link", args=[person.pk]))

    link = response.context["link"]
    assert link in response.text
    assert client.__class__().get(link).status_code == 200
    assert AuditEvent.objects.get(verb="user.link").target_id == str(person.pk)


def test_list_finds_without_marks(client, world, administrator):
    factories.AssignmentFactory(
        user=factories.UserFactory(full_name="Đặng Thị Hà"), role=Role.CLERK, organization=world.own_cell
    )

    response = client.get(reverse("organizations:users"), {"q": "dang thi"})

    assert [person.full_name for person in response.context["page"]] == ["Đặng Thị Hà"]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, world, administrator, count, django_assert_num_queries):
    for _ in range(count):
        factories.user_with(Role.CLERK, world.own_cell)
        factories.AssignmentFactory(
            user=world.users["clerk"], role=Role.COMMITTEE, organization=factories.cell(world.own)
        )
    url = reverse("organizations:user", args=[world.users["clerk"].pk])

    for page, queries in ((reverse("organizations:users"), 9), (url, 7)):
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_acts_for_the_whole_portal_is_given_at_the_bloc_only(client, world, administrator, role):
    """Rating years and the trail have no place: whoever held such a role at a cell would hold it over everyone."""
    of_all = {Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR}
    below, above = factories.UserFactory(), factories.UserFactory()

    response = _assign(client, below, organization=world.own_cell.pk, role=role.value)
    _assign(client, above, organization=world.bloc.pk, role=role.value)

    assert below.assignments.exists() is (role not in of_all)
    assert above.assignments.exists()
    if role in of_all:
        assert list(response.context["form"].errors) == ["organization"]
        assert "đồng chí chọn tổ chức đảng cao nhất" in response.text


def test_account_without_a_role_is_managed_in_the_bloc_that_added_it(world):
    far = factories.user_with(Role.ADMINISTRATOR, world.foreign_bloc)
    here = accounts.add_user(username="moi.1", full_name="Người Mới", by=world.users["administrator"])
    there = accounts.add_user(username="moi.2", full_name="Người Xa", by=far)

    assert here in users_managed_by(world.users["administrator"])
    assert there not in users_managed_by(world.users["administrator"])
    assert (here in users_managed_by(far), there in users_managed_by(far)) == (False, True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"role": "clerk", "q": "le"}, {"Lê Chưa Vào", "Lê Đã Khóa"}),
        ({"role": "none", "q": "le"}, {"Lê Không Vai"}),
        ({"signed_in": "never", "q": "le"}, {"Lê Chưa Vào", "Lê Không Vai"}),
        ({"account": "disabled", "q": "le"}, {"Lê Đã Khóa"}),
        ({"organization": "own", "q": "le"}, {"Lê Chưa Vào"}),
    ],
)
def test_accounts_are_found_by_role_place_state_and_who_never_came(client, world, administrator, query, expected):
    fresh = factories.UserFactory(full_name="Lê Chưa Vào")
    locked = factories.UserFactory(full_name="Lê Đã Khóa", is_active=False, last_login=timezone.now())
    for person, cell in ((fresh, world.own_cell), (locked, world.sibling_cell)):
        factories.AssignmentFactory(user=person, role=Role.CLERK, organization=cell)
    factories.UserFactory(full_name="Lê Không Vai")
    query = {**query, "organization": world.own.pk} if "organization" in query else query

    found = client.get(reverse("organizations:users"), query).context["page"]

    assert {person.full_name for person in found} == expected
