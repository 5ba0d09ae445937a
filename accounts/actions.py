from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.links import password_link
from accounts.models import SignInAttempt, User
from accounts.throttle import client_address


def sign_in(*, request: HttpRequest, user: User) -> None:
    """The session begins under a new key; the trail names the address."""
    with transaction.atomic():
        login(request, user)
        record(by=user, verb="user.sign_in", target=user, address=client_address(request))


@transaction.atomic
def sign_out(*, request: HttpRequest, by: User) -> None:
    record(by=by, verb="user.sign_out", target=by)
    logout(request)


def refuse_sign_in(*, attempt: SignInAttempt, reason: str) -> None:
    record(by=None, verb="user.sign_in_failed", target=_tried_at(attempt), address=attempt.address, cause=reason)


def note_throttled(*, attempt: SignInAttempt) -> None:
    """One line for all tries that are stopped together; none of them reached the password."""
    record(by=None, verb="user.sign_in_throttled", target=_tried_at(attempt), address=attempt.address)


def _tried_at(attempt: SignInAttempt) -> User | SignInAttempt:
    """An unknown name is kept only by its first letters: people type passwords into the wrong field."""
    user = User.objects.filter(username__iexact=attempt.username).first()
    return user or SignInAttempt(pk=attempt.pk, username=f"{attempt.username[:3]}…")


@transaction.atomic
def change_password(*, request: HttpRequest, user: User, password: str) -> None:
    """Other sessions of the person end, this one goes on."""
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    record(by=user, verb="user.change_password", target=user)


@transaction.atomic
def change_email(*, user: User, email: str) -> None:
    """Empty: nothing is sent to the person any more. The trail holds whether there is one, not which."""
    user.email = email
    user.save(update_fields=["email"])
    record(by=user, verb="user.change_email", target=user, has_address=bool(email))


@transaction.atomic
def add_user(*, username: str, full_name: str, by: User) -> User:
    """Without a password: the person sets one through a link (accounts.links)."""
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
        raise ValidationError(_("You cannot disable your own account. Ask another administrator."))
    changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    if changed:
        record(by=by, verb="user.enable" if active else "user.disable", target=user)
    return bool(changed)


@transaction.atomic
def make_link(*, user: User, by: User) -> str:
    """The address by which the person sets a password; the trail says who asked for it."""
    record(by=by, verb="user.link", target=user)
    return password_link(user)


@transaction.atomic
def set_first_password(*, user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=user, verb="user.set_password", target=user)
