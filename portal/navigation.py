from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from accounts.permissions import Permission
from accounts.preferences import Preferences
from accounts.whose import draft_key_of, mark_of
from notices.models import Notice
from portal.findable import hint_for
from portal.guide.topics import topic_of
from portal.heading import Heading
from ui.typed import DRAFT


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    current: bool
    count: int = 0


# (label, url name, permission; None: whoever is signed in)
ENTRIES: tuple[tuple[str, str, Permission | None], ...] = (
    (gettext_noop("My tasks"), "home", None),
    (gettext_noop("Yearly rating"), "ratings:index", Permission.VIEW_SHEETS),
    (gettext_noop("Members"), "members:list", Permission.VIEW_MEMBERS),
    (gettext_noop("Party organisations"), "organizations:list", Permission.VIEW_ORGANIZATIONS),
    (gettext_noop("Inspection and supervision"), "inspections:list", Permission.VIEW_CASES),
    (gettext_noop("Term targets"), "reports:index", Permission.VIEW_SCORECARDS),
    (gettext_noop("Reports"), "reports:list", Permission.VIEW_SHEETS),
    (gettext_noop("Users and roles"), "organizations:users", Permission.MANAGE_USERS),
    (gettext_noop("Audit trail"), "accounts:audit", Permission.VIEW_AUDIT),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows. What costs a query is read only where a page has a frame."""
    return {
        "preferences": getattr(request, "preferences", Preferences()),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "search_hint": SimpleLazyObject(lambda: hint_for(request.user) if request.user.is_authenticated else ""),
        "unread_notices": cache(lambda: unread_notices(request)),
        "heading": Heading(request),
    }


def person(request: HttpRequest) -> dict[str, Any]:
    """Whose page it is, for its forms and for what the browser keeps of them."""
    return {
        "whose": SimpleLazyObject(lambda: mark_of(request.user)),
        "draft_key": SimpleLazyObject(lambda: draft_key_of(request.user)),
        "answered_draft": SimpleLazyObject(lambda: request.POST.get(DRAFT, "")),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }


def unread_notices(request: HttpRequest) -> int:
    return Notice.objects.visible_to(request.user).unread().count() if request.user.is_authenticated else 0


def navigation(request: HttpRequest) -> tuple[NavItem, ...]:
    user = request.user
    if not user.is_authenticated:
        return ()
    held = [(label, reverse(name)) for label, name, needed in ENTRIES if needed is None or user.holds(needed)]
    current = _current(request.path, [url for _label, url in held])
    items = tuple(NavItem(label=gettext(label), url=url, current=url == current) for label, url in held)
    return (*items, _help(request, user))


def _help(request: HttpRequest, user: User) -> NavItem:
    """From a page to what explains it."""
    match = request.resolver_match
    topic = topic_of(match.view_name, user) if match else None
    url = reverse("help_topic", args=[topic.slug]) if topic else reverse("help")
    return NavItem(gettext("Help"), url, current=request.path.startswith(reverse("help")))


def _current(path: str, urls: list[str]) -> str:
    """The longest address that the page stands below; home stands only for itself."""
    home = reverse("home")
    under = [url for url in urls if path == url or (url != home and path.startswith(url))]
    return max(under, key=len, default="")
