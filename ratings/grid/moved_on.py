"""What was typed for a sheet that can no longer be changed, and cannot be read as rows either."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ui.typed import typed_in


def moved_on(request: HttpRequest) -> HttpResponse:
    sentence = gettext("The sheet can no longer be changed. Copy what you still need of what you typed.")
    context = {"sentence": sentence, "typed": typed_in(request)}
    return render(request, "409.html", context, status=HTTPStatus.CONFLICT)
