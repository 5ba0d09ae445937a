from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.sign_in.links import password_link
from accounts.trail.record import history, record
from ui.refusals import Refused

LINK = "user.link"
AT_ONCE = timedelta(minutes=1)


@transaction.atomic
def change_email(*, user: User, email: str) -> None:
    """Empty: nothing is sent to the person any more. The trail holds whether there is one, not which."""
    if user.email == email:
        return
    user.email = email
    user.save(update_fields=["email"])
    record(by=user, verb="user.change_email", target=user, has_address=bool(email))


def choose(*, user: User, chosen: dict[str, str]) -> None:
    """How pages look to the person concerns nobody else: no line of the trail."""
    for name, value in chosen.items():
        setattr(user, name, value)
    user.save(update_fields=list(chosen))


@transaction.atomic
def add_user(*, username: str, full_name: str, by: User | None) -> User:
    """Without a password: the person sets one through a link (accounts.sign_in.links)."""
    user = User(username=username, full_name=full_name)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    record(by=by, verb="user.add", target=user, username=username)
    return user


@transaction.atomic
def set_active(*, user: User, active: bool, by: User) -> bool:
    """False where nothing changed, so that a second click leaves no second line in the trail.

    A disabled person is out with the next request; nobody disables themselves, or no one could let them in again.
    """
    if user == by:
        raise Refused(gettext("You cannot disable your own account. Ask another administrator."))
    changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    if changed:
        record(by=by, verb="user.enable" if active else "user.disable", target=user)
    return bool(changed)


@transaction.atomic
def make_link(*, user: User, by: User) -> str:
    """The address by which the person sets a password; the trail says who asked for it.

    Asked for again at once it is the same deed: of two clicks the page of the second is seen.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not _asked_for_just_now(user, by):
        record(by=by, verb=LINK, target=user)
    return password_link(user)


def _asked_for_just_now(user: User, by: User) -> bool:
    last = history(user).first()
    return bool(last and last.verb == LINK and last.actor == by and timezone.now() - last.at < AT_ONCE)
