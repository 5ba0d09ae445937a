"""A password set through a link: the one notice that accounts, a floor below, causes by its signal."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import Kind
from notices.telling import News, tell

SET = "password.set"

KINDS = (
    Kind(
        SET,
        _("My password was set through a link"),
        lambda data: gettext("Your password was set through a link"),
        lambda data: gettext("If you did not set it, tell the administrator at once."),
        _("Open my account"),
        "warning",
        can_be_off=False,
    ),
)


def was_set(*, user: User, event: int, **_signal: Any) -> None:
    """`event` is the line of the trail: each link is a deed of its own."""
    tell(News(SET, f"{SET}:{event}", reverse("accounts:account")), [user])
