"""What holds for every form that posts: nothing typed is thrown away, and nothing goes under another's name."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import DisallowedRedirect
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.sign_in.again import ask_to_sign_in, refuse_other
from accounts.submissions.once import answered_before
from accounts.whose import mark_in, mark_of
from ui.typed import DRAFT, typed_in

# With the id of the draft behind it, the name of the cookie by which the page's script hears that all was saved.
SAVED = "draft_saved_"
SAVED_SECONDS = 24 * 60 * 60
LONGEST_ID = 40


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Who is no longer signed in is asked to, and what they posted waits on that page."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if answer := answered_before(request):
            return answer
        typed = typed_in(request)
        if typed and typed.whose and typed.has_content:
            return ask_to_sign_in(request, typed)
        try:
            return super().handle_no_permission(request, view_func)
        except DisallowedRedirect:
            # An address too long to be carried along: whoever signs in begins at their tasks.
            return redirect("accounts:sign_in")


class OwnFormMiddleware:
    """Refuses the form that another person left open in this browser: its text would go under the wrong name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        mark = mark_in(request)
        return refuse_other(request) if mark and mark != mark_of(request.user) else None


class SavedDraftMiddleware:
    """Tells the script that a form was saved, so that it forgets the draft; whichever page comes next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if 300 <= response.status_code < 400 and request.method == "POST" and not getattr(request, "refused", False):
            draft = request.POST.get(DRAFT, "")
            if draft.isalnum() and draft.isascii() and len(draft) <= LONGEST_ID:
                response.set_cookie(
                    SAVED + draft, "1", max_age=SAVED_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
                )
        return response
