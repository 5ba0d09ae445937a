"""Four equal posts at the same moment make one thing, on both engines, whatever the form."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Submission, User
from accounts.submissions import keys
from inspections.models import Case, Discipline
from members.models import LifeEvent, Member
from organizations.models import Assignment
from organizations.sectors import ensure_sectors
from tests import world as small_world
from tests.at_once import at_once
from tests.inspections import cases
from tests.ratings import sheets
from tests.world import World
from ui.typed import FORM_KEY

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4
DAY = "20/01/2024"


@dataclass(frozen=True)
class Sent:
    who: str
    address: str
    fields: dict[str, object]
    made: type[Model]


def enter_member(world: World) -> Sent:
    facts = {"full_name": "Nguyễn Thị An", "sex": "female", "birth_date": "03/02/1995", "position": "Chuyên viên"}
    decided = {"kind": "admitted", "organization": world.own_cell.pk, "decided_on": DAY, "admitted_on": "03/02/2024"}
    return Sent("committee", reverse("members:enter"), {**facts, **decided}, Member)


def transfer_member(world: World) -> Sent:
    to = {"organization": world.own_second_cell.pk, "on": DAY}
    return Sent("committee", reverse("members:transfer", args=[world.members["own"].pk]), to, LifeEvent)


def end_member(world: World) -> Sent:
    address = reverse("members:end", args=[world.members["own"].pk])
    return Sent("committee", address, {"kind": "died", "on": DAY}, LifeEvent)


def open_case(world: World) -> Sent:
    return Sent("inspector", reverse("inspections:open"), cases.facts_of(world), Case)


def discipline(world: World) -> Sent:
    case = cases.open_case(world, concluded_on="2023-06-05", violation_found=True, discipline_required=True)
    fields = {"form": "reprimand", "decision_number": "5-QĐ/UBKT", "decided_on": DAY}
    return Sent("inspector", reverse("inspections:add_discipline", args=[case.pk]), fields, Discipline)


def add_user(world: World) -> Sent:
    fields = {"username": "van.an", "full_name": "Nguyễn Văn An"}
    return Sent("administrator", reverse("organizations:add_user"), fields, User)


def give_role(world: World) -> Sent:
    fields = {"role": "clerk", "organization": world.own_cell.pk, "since": DAY}
    address = reverse("organizations:assign", args=[world.users["leader"].pk])
    return Sent("administrator", address, fields, Assignment)


def comment(world: World) -> Sent:
    sheets.open_year(world)
    address = reverse("ratings:comment", args=[2024, world.own_cell.pk])
    return Sent("committee", address, {"comment-text": "Xem lại đồng chí Bình"}, AuditEvent)


def approve_many(world: World) -> Sent:
    sheets.open_year(world)
    sent = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    fields = {"sheet": f"{sent.pk}:{sent.version}", "decision_number": "12-QĐ/ĐU", "decided_on": "06/01/2025"}
    return Sent("committee", reverse("ratings:approve_each", args=[2024]), fields, AuditEvent)


FORMS = (enter_member, transfer_member, end_member, open_case, discipline, add_user, give_role, comment, approve_many)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_four_equal_posts_make_one_thing(transactional_db, form: Callable[[World], Sent]):
    ensure_sectors()
    world = small_world.build()
    sent = form(world)
    user = world.users[sent.who]
    fields = {**sent.fields, FORM_KEY: keys.make(user)}
    before, deeds = sent.made.objects.count(), AuditEvent.objects.count()
    answers: list[str] = []

    def post(client: Client) -> Callable[[], None]:
        return lambda: answers.append(client.post(sent.address, fields)["Location"])

    at_once(*(post(signed_in(user)) for _each in range(TIMES)), refused_by=())
    assert len(answers) == TIMES
    assert len(set(answers)) == 1
    expected = 2 if form is transfer_member else 1
    assert sent.made.objects.count() - before == expected
    assert AuditEvent.objects.count() - deeds == 1
    assert Submission.objects.get().answer == answers[0]
