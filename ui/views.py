from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui.gallery import EXAMPLES, examples


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in each state, with its markup. Part of the site only in DEBUG."""
    return render(request, "ui/gallery.html", {"examples": examples(), "names": EXAMPLES})
