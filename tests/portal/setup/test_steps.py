"""The steps from the first administrator to the first open year: read from the data, one of them next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import make_link
from accounts.roles import Role
from portal.home import waiting_for
from portal.setup.progress import progress_of
from ratings.models import RatingYear
from tests import factories

pytestmark = pytest.mark.django_db
NEXT = "btn btn-primary"


@pytest.fixture
def root():
    return factories.OrganizationFactory(name="Đảng bộ Xã Trúc Đào")


@pytest.fixture
def keeper(root):
    return factories.user_with(Role.ADMINISTRATOR, root)


def _second(root):
    return factories.user_with(Role.ADMINISTRATOR, root)


def _grassroots(root):
    return factories.grassroots_cell(root)


def _member(root):
    return factories.member_of(root.children.get())


def _clerk(root):
    return factories.user_with(Role.CLERK, root.children.get())


def _term(root):
    return factories.terms(root)


def _year(root):
    return factories.RatingYearFactory()


ALL = (_second, _grassroots, _member, _clerk, _year)


def _states(user) -> list[str]:
    return [each.state for each in progress_of(user).steps]


def _on_home(user) -> list[str]:
    return [group.title for group in waiting_for(user) if group.title.startswith("Thiết lập cổng")]


@pytest.mark.parametrize(
    ("there", "states"),
    [
        (ALL[:0], ["now", "begun", "wait", "wait", "wait", "wait"]),
        (ALL[:1], ["done", "begun", "now", "wait", "wait", "wait"]),
        (ALL[:2], ["done", "begun", "done", "now", "wait", "wait"]),
        (ALL[:3], ["done", "begun", "done", "done", "now", "wait"]),
        (ALL[:4], ["done", "begun", "done", "done", "done", "now"]),
        (ALL[:5], ["done", "begun", "done", "done", "done", "done"]),
        ((*ALL[:5], _term), ["done"] * 6),
        ((_grassroots, _member), ["now", "begun", "done", "done", "wait", "wait"]),
    ],
)
def test_a_step_is_done_when_the_data_says_so_and_the_first_that_is_not_is_next(client, root, keeper, there, states):
    for enter in there:
        enter(root)
    client.force_login(keeper)

    page = client.get(reverse("setup_steps")).text
    done = states.count("done")

    assert _states(keeper) == states
    assert f"Thiết lập cổng: xong {done} trong 6 bước" in page
    assert page.count(NEXT) == states.count("now"), "only the next step has the red button"
    assert _on_home(keeper) == ([] if done == 6 else [f"Thiết lập cổng: xong {done} trong 6 bước"])


@pytest.mark.parametrize("what", ["planned", "ended", "disabled", "clerk_of_the_root"])
def test_what_does_not_count(root, keeper, what):
    if what == "planned":
        factories.RatingYearFactory(state=RatingYear.State.PLANNED)
    elif what == "ended":
        past = timezone.localdate() - timedelta(days=1)
        _second(root).assignments.update(until=past)
    elif what == "disabled":
        second = _second(root)
        second.is_active = False
        second.save()
    else:
        factories.user_with(Role.CLERK, root)
    assert _states(keeper) == ["now", "begun", "wait", "wait", "wait", "wait"]


def test_what_belongs_to_another_root_is_no_step_of_this_one(root, keeper):
    other = factories.OrganizationFactory()
    for enter in ALL[:4]:
        enter(other)
    assert _states(keeper) == ["now", "begun", "wait", "wait", "wait", "wait"]
    assert _states(_second(other)) == ["done", "begun", "done", "done", "done", "now"]


def test_a_second_administrator_without_a_password_is_named_with_the_account(client, root, keeper):
    second = _second(root)
    second.set_unusable_password()
    second.save()
    client.force_login(keeper)

    page = client.get(reverse("setup_steps")).text

    assert f"Cấp đường dẫn đặt mật khẩu rồi trao cho: {second.full_name}" in page
    assert f'href="{reverse("organizations:user", args=[second.pk])}"' in page


def test_who_may_not_do_the_next_step_reads_who_does_it(client, root, keeper):
    _second(root)
    client.force_login(keeper)
    nobody = client.get(reverse("setup_steps")).text
    office = factories.user_with(Role.OFFICE, root)
    somebody = client.get(reverse("setup_steps")).text

    assert "chưa ai giữ vai trò đó" in nobody
    assert f'href="{reverse("organizations:add_user")}"' in nobody
    assert f"làm: {office.full_name}." in somebody
    assert NEXT not in somebody
    client.force_login(office)
    page = client.get(reverse("setup_steps")).text
    assert f'class="btn btn-primary" href="{reverse("exchange:upload", args=["organizations"])}"' in page


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.OFFICE}))
def test_the_steps_do_not_exist_for_others(client, root, role):
    client.force_login(factories.user_with(role, root))
    assert client.get(reverse("setup_steps")).status_code == 404


def test_invented_data_asks_for_no_set_up(client, root, keeper):
    root.synthetic = True
    root.save()
    client.force_login(keeper)
    assert _on_home(keeper) == []
    assert client.get(reverse("setup_steps")).status_code == 404


def test_who_keeps_accounts_of_one_branch_sets_nothing_up(client, root):
    user = factories.user_with(Role.ADMINISTRATOR, factories.committee(root))
    assert progress_of(user) is None


def test_the_steps_cost_the_same_however_much_is_there(client, root, keeper, django_assert_num_queries):
    def asked() -> None:
        fresh = type(keeper).objects.get(pk=keeper.pk)
        with django_assert_num_queries(6):
            progress_of(fresh)

    asked()
    for enter in (*ALL, _second, _second):
        enter(root)
    asked()


@pytest.mark.parametrize(
    ("people", "state", "said"),
    [
        ((), "now", ()),
        (((Role.CLERK, "cell"),), "begun", ("Đã có người nhập cho 1 trong 5 tổ chức", "Còn 2 trong 2 đảng bộ")),
        (((Role.COMMITTEE, "first"),), "begun", ("Đã có người nhập cho 3 trong 5 tổ chức", "Còn 1 trong 2 đảng bộ")),
        (((Role.CLERK, "first"), (Role.CLERK, "second")), "begun", ("5 trong 5 tổ chức", "Còn 2 trong 2 đảng bộ")),
        (((Role.COMMITTEE, "first"), (Role.COMMITTEE, "second")), "done", ("5 trong 5 tổ chức",)),
    ],
    ids=["nobody", "a_cell", "a_committee", "clerks_only", "all"],
)
def test_it_says_for_how_many_organisations_somebody_enters_and_decides(client, root, keeper, people, state, said):
    _second(root)
    first, second = factories.committee(root), factories.committee(root)
    places = {"first": first, "second": second, "cell": factories.cell(first)}
    factories.cell(first)
    factories.member_of(factories.cell(second))
    for role, where in people:
        factories.user_with(role, places[where])
    client.force_login(keeper)

    page = client.get(reverse("setup_steps")).text

    assert _states(keeper)[4:] == [state, "wait" if state == "now" else "now"]
    assert all(words in page for words in said)
    assert ("chưa có người duyệt" in page) == (state == "begun")


def test_a_link_that_was_made_is_not_asked_for_again_while_it_opens(client, root, keeper, settings):
    second = _second(root)
    second.set_unusable_password()
    second.save()
    client.force_login(keeper)
    make_link(user=second, by=keeper)

    made = client.get(reverse("setup_steps")).text
    settings.PASSWORD_RESET_TIMEOUT = 0
    too_old = client.get(reverse("setup_steps")).text

    assert f"Đã cấp đường dẫn, chờ đặt mật khẩu: {second.full_name}" in made
    assert "Cấp đường dẫn đặt mật khẩu" not in made
    assert f"Cấp đường dẫn đặt mật khẩu rồi trao cho: {second.full_name}" in too_old
