"""Whose figures a person is shown."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from accounts.policy import Request
from organizations.models import Organization
from reports.scorecard.scope import highest_seen


def user_of(request: Request) -> User:
    return request.user


def scope(request: Request) -> Organization:
    """The highest organisation still open whose scorecard the person may see."""
    if (highest := highest_seen(user_of(request))) is None:
        raise Http404
    return highest
