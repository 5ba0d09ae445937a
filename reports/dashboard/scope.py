"""Whose figures a person is shown."""

from __future__ import annotations

from django.http import Http404

from accounts.policy import Request
from organizations.models import Organization
from reports.scorecard.scope import highest_seen


def scope(request: Request) -> Organization:
    """The highest organisation whose scorecard the person may see."""
    if (highest := highest_seen(request.user)) is None:
        raise Http404
    return highest
