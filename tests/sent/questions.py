"""The catalogue of yearly questions."""

from django.urls import reverse

from ratings.catalogue.starting import STARTING
from ratings.models import YearlyQuestion
from tests.ratings.asked import VALUES, question
from tests.sent.sent import Sent
from tests.world import World

LIST = reverse("ratings:questions")
TYPED = {name: value for name, value in VALUES.items() if value}


def start_questions(world: World) -> Sent:
    return Sent("bloc_office", reverse("ratings:start_questions"), page=LIST, makes={YearlyQuestion: len(STARTING)})


def add_question(world: World) -> Sent:
    made = {YearlyQuestion: 1}
    return Sent("bloc_office", reverse("ratings:add_question"), TYPED, makes=made, again="đã có trong danh mục")


def change_question(world: World) -> Sent:
    return _of("change_question", world, {"wording": "Số lớp tập huấn"})


def version_question(world: World) -> Sent:
    fields = {"wording": "Lớp tập huấn, kể cả trực tuyến", "first_year": 2030}
    return _of("version_question", world, fields, makes={YearlyQuestion: 1})


def retire_question(world: World) -> Sent:
    asked = question(world)
    page = reverse("ratings:change_question", args=[asked.pk])
    return Sent("bloc_office", reverse("ratings:retire_question", args=[asked.pk]), {"last_year": 2030}, page)


def take_out_question(world: World) -> Sent:
    asked = question(world)
    page = reverse("ratings:change_question", args=[asked.pk])
    made = {YearlyQuestion: -1}
    return Sent("bloc_office", reverse("ratings:take_out_question", args=[asked.pk]), page=page, makes=made)


def move_question(world: World) -> Sent:
    question(world)
    second = question(world, wording="Câu thứ hai")
    return Sent("bloc_office", reverse("ratings:move_question", args=[second.pk]), {"way": "up"}, LIST)


def _of(deed: str, world: World, fields: dict[str, object], **more: object) -> Sent:
    return Sent("bloc_office", reverse(f"ratings:{deed}", args=[question(world).pk]), fields, **more)  # type: ignore[arg-type]
