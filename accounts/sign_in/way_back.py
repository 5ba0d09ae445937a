"""Where somebody wanted to go before signing in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from ui.root_addresses import page_of


def way_back(request: HttpRequest) -> str:
    """If it is on this host; a link in an e-mail must not lead elsewhere."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and can_be_opened(wanted) else resolve_url(settings.LOGIN_REDIRECT_URL)


def can_be_opened(address: str) -> bool:
    """A page, not a deed: who was signed out before pressing a button would land on an empty refusal."""
    try:
        view = resolve(page_of(urlsplit(address).path)).func
    except Resolver404:
        return False
    policy = getattr(view, "policy", None)
    return policy is None or "GET" in policy.methods
