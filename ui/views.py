from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui.days import DayField, PastDayField, written
from ui.gallery import EXAMPLES, examples


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in each state, with its markup. Part of the site only in DEBUG."""
    return render(request, "ui/gallery.html", {"examples": examples(), "names": EXAMPLES})


def day(request: HttpRequest) -> HttpResponse:
    """How a day that is being typed is understood, or what is wrong with it. `past`: of what has happened."""
    field = PastDayField() if "past" in request.GET else DayField()
    try:
        return JsonResponse({"day": written(field.clean(request.GET.get("typed", "")))})
    except ValidationError as error:
        return JsonResponse({"wrong": " ".join(error.messages)})
