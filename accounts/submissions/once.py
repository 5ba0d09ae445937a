"""The same form sent twice makes one thing: the second answer is the first one's (ADR 15)."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop

from accounts.models import Submission
from accounts.submissions import deeds, keys
from accounts.submissions.content import digest_of
from ui.moments import moment
from ui.typed import FORM_KEY, typed_in

View = Callable[[], HttpResponseBase]
SENT_BEFORE = gettext_noop(
    "This form was sent and saved before, at %(moment)s, with something else in it. "
    "What you typed now is not saved yet. To correct what was saved, open it. "
    "Sent again, what you typed becomes something new beside it."
)


def once(request: HttpRequest, view: View) -> HttpResponseBase:
    """A form without a key is taken as it comes: a script, or a page from before there were keys."""
    if request.method != "POST" or not (given := request.POST.get(FORM_KEY)):
        return view()
    try:
        key = keys.read(given, request.user)
    except keys.Unfit as unfit:
        return _refused(request, unfit.sentence)
    try:
        with transaction.atomic():
            return _answered(request, key, view)
    except Exception:
        _unsay(request)
        raise


def _answered(request: HttpRequest, key: str, view: View) -> HttpResponseBase:
    """Of several at once one writes the row; the others wait for its transaction here, and then find its answer."""
    content = digest_of(request)
    sent = {"user": request.user, "path": request.path, "content": content}
    submission, is_first = Submission.objects.get_or_create(key=key, defaults=sent)
    if is_first:
        return _first(submission, view)
    if submission.path != request.path:
        return _refused(
            request, gettext("This form was sent to another page before. Look at what you typed, then send it.")
        )
    if submission.content not in ("", content):
        words = {"moment": moment(submission.at)}
        return _refused(request, gettext(SENT_BEFORE) % words, "409_sent_before.html", earlier=submission.answer)
    return _led_on(request, submission)


def answered_before(request: HttpRequest) -> HttpResponse | None:
    """The answer to the same form where what it did ended the session that sent it, as a new password does."""
    if request.method != "POST" or not (given := request.POST.get(FORM_KEY)):
        return None
    try:
        same = Submission.objects.filter(key=keys.opened(given), path=request.path, content=digest_of(request))
    except keys.Unfit:
        return None
    submission = same.exclude(answer="").first()
    return _led_on(request, submission) if submission else None


def _led_on(request: HttpRequest, submission: Submission) -> HttpResponse:
    words = {"moment": moment(submission.at)}
    messages.info(request, gettext("This form was taken already, at %(moment)s; nothing was done twice.") % words)
    return redirect(submission.answer)


def _first(submission: Submission, view: View) -> HttpResponseBase:
    """What was not done, or answers with a page of its own, may be sent again."""
    with deeds.noted() as done:
        answer = view()
    if done and answer.status_code == HTTPStatus.FOUND:
        submission.answer = answer["Location"]
        submission.save(update_fields=["answer"])
    else:
        submission.delete()
    return answer


def _refused(request: HttpRequest, sentence: str, template: str = "409.html", **context: str) -> HttpResponse:
    typed = typed_in(request)
    fresh = typed and typed.renewed(FORM_KEY, keys.make(request.user))
    shown = {"sentence": sentence, "typed": fresh, **context}
    return render(request, template, shown, status=HTTPStatus.CONFLICT)


def _unsay(request: HttpRequest) -> None:
    """What a deed said of itself before it was rolled back."""
    list(get_messages(request))
