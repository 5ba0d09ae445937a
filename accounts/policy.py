"""Every view says who may come: `@policy(Permission.X)`, or one of the words below. A test holds the URLconf to it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from accounts.permissions import Permission
from accounts.submissions.once import once

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """What a view behind `policy` or `signed_in` is given, for the type checker: always a person."""

    user: User
    htmx: HtmxDetails


@dataclass(frozen=True)
class Policy:
    """Who may come, and by which methods. A view that takes an organisation's record narrows it with `visible_to`.

    `repeatable`: what is posted makes nothing and moves nothing, so it is done as often as it is asked for.
    """

    permission: Permission | None
    signed_in: bool
    methods: tuple[str, ...]
    repeatable: bool = False


def policy(
    permission: Permission, *, methods: tuple[str, ...] = ("GET",), repeatable: bool = False
) -> Callable[[View], View]:
    """Without the permission the page does not exist (404): what one may not see, one cannot tell from nothing.

    A view with ("POST",) is a deed; ("GET", "POST") is a form; GET never writes. A form is done once (ADR 15), in one
    transaction; what only reads, and takes long, is `repeatable`.
    """
    return _guard(Policy(permission, True, methods, repeatable))


def signed_in(*, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    return _guard(Policy(None, True, methods))


def public(*, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    return _guard(Policy(None, False, methods))


def _guard(rule: Policy) -> Callable[[View], View]:
    methods = [*rule.methods, "HEAD"] if "GET" in rule.methods else [*rule.methods]

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule.permission is not None and not request.user.holds(rule.permission):
                raise Http404
            asked = partial(view, request, *args, **kwargs)
            return asked() if rule.repeatable or not rule.signed_in else once(request, asked)

        answer = require_http_methods(methods)(guarded)
        answer.policy = rule  # type: ignore[attr-defined]
        return answer if rule.signed_in else login_not_required(answer)

    return decorate
