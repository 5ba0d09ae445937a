from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from accounts.lists.pages import MOST_OWN
from accounts.models import SavedView, SavedViewQuerySet, User
from accounts.trail.record import record
from ui.refusals import Refused
from ui.vietnamese import number_key

MOST_SHARED = 5


@transaction.atomic
def save_view(*, place: str, name: str, query: str, role: str, is_usual: bool, by: User) -> SavedView:
    """A view of that name is replaced, so that the same form sent twice keeps one."""
    _alone(by)
    mine = SavedView.objects.filter(user=by, place=place)
    values = {"name": name, "query": query, "role": role, "is_usual": is_usual}
    if same := mine.filter(**values).first():
        return same
    if mine.exclude(name_key=number_key(name)).count() >= MOST_OWN:
        raise Refused(
            gettext("A list keeps at most %(most)s views of a person. Delete one of them first.") % {"most": MOST_OWN}
        )
    if role:
        _need_room_to_share(mine.exclude(name_key=number_key(name)))
    if is_usual:
        mine.update(is_usual=False)
    view, _is_new = SavedView.objects.update_or_create(user=by, place=place, name_key=number_key(name), defaults=values)
    record(by=by, verb="view.save", target=view, place=place, role=role)
    return view


@transaction.atomic
def make_usual(*, view: SavedView, usual: bool, by: User) -> None:
    _alone(by)
    if SavedView.objects.filter(pk=view.pk, is_usual=usual).exists():
        return
    SavedView.objects.filter(user=by, place=view.place).update(is_usual=False)
    if usual:
        SavedView.objects.filter(pk=view.pk).update(is_usual=True)
    record(by=by, verb="view.usual", target=view, place=view.place, usual=usual)


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    record(by=by, verb="view.delete", target=view, place=view.place, role=view.role)
    view.delete()


def _need_room_to_share(others: SavedViewQuerySet) -> None:
    if others.exclude(role="").count() >= MOST_SHARED:
        sentence = gettext(
            "At most %(most)s of your views of a list can be shared. Choose “Only me”, or delete a shared one first."
        )
        raise Refused(role=sentence % {"most": MOST_SHARED})


def _alone(by: User) -> None:
    """Two clicks at once: the second waits here and then sees the first."""
    User.objects.select_for_update().get(pk=by.pk)
