"""Two records of one person."""

from datetime import date

from django.urls import reverse

from members.models import Likeness, Member, RecordMerger
from members.persons import merging
from tests import factories
from tests.sent.sent import Sent
from tests.world import World


def _twice(world: World) -> tuple[Member, Member]:
    facts = {"full_name": "Trần Thị Hợp", "birth_date": date(1980, 5, 4)}
    one, other = (factories.member_of(world.own_cell, **facts) for _each in range(2))
    return one, other


def merge(world: World) -> Sent:
    one, other = _twice(world)
    address = f"{reverse('members:merge', args=[one.pk])}?other={other.code}"
    chosen = {"stays": "one", "reason": "Cùng một người"}
    return Sent("committee", address, chosen, makes={RecordMerger: 1}, again="đã được hợp nhất")


def take_back(world: World) -> Sent:
    one, other = _twice(world)
    by = world.users["committee"]
    merger = merging.merge(stayed=one, gone=other, facts={}, reason="Cùng một người", by=by)
    address = reverse("members:merger", args=[merger.pk])
    return Sent("committee", address, {"reason": "Hai người"}, again="đã được hoàn tác")


def tell_apart(world: World) -> Sent:
    one, other = _twice(world)
    pair = Likeness.objects.create(one=one, other=other)
    page = f"{reverse('members:merge', args=[one.pk])}?other={other.code}"
    return Sent("committee", reverse("members:tell_apart", args=[pair.pk]), {}, page=page)
