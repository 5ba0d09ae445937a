"""Signing in and out, and passwords."""

from __future__ import annotations

from django.contrib.auth import login, logout, update_session_auth_hash
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from accounts.models import SignInAttempt, User
from accounts.sign_in.links import is_for
from accounts.sign_in.throttle import client_address
from accounts.trail.record import record

# Sent in the transaction of the deed, with the person and the line of the trail: floors above know whom to tell.
password_set = Signal()


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
    user = User.objects.filter(username_key=attempt.username).first()
    return user or SignInAttempt(pk=attempt.pk, username=f"{attempt.username[:3]}…")


@transaction.atomic
def change_password(*, request: HttpRequest, user: User, password: str) -> None:
    """Other sessions of the person end, this one goes on."""
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    record(by=user, verb="user.change_password", target=user)


@transaction.atomic
def set_first_password(*, user: User, token: str, password: str) -> bool:
    """False where the link was spent at this moment: of two clicks at once the second waits here."""
    if not is_for(User.objects.select_for_update().get(pk=user.pk), token):
        return False
    user.set_password(password)
    user.save(update_fields=["password"])
    line = record(by=user, verb="user.set_password", target=user)
    password_set.send(sender=User, user=user, event=line.pk)
    return True
