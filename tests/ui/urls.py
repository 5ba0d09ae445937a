"""Just enough addresses for the frame and the gallery; the real pages have tests of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.i18n import set_language


def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    return render(request, "base.html")


def refused(request: HttpRequest) -> HttpResponse:
    messages.error(request, "Chưa lưu được <b>")
    return render(request, "base.html")


def names(app: str, *routes: str):
    return include(([path(f"{route}/", page, name=route) for route in routes], app))


urlpatterns = [
    path("", page, name="home"),
    path("refused/", refused),
    path("help/", page, name="help"),
    path("help/<slug:slug>/", page, name="help_topic"),
    path("search/", page, name="search"),
    path("search/suggestions/", page, name="search_suggestions"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("account/", names("accounts", "account", "sign_out", "sign_in", "audit")),
    path("notices/", names("notices", "list", "panel")),
    path("organizations/", names("organizations", "list")),
    path("members/", names("members", "list")),
    path("cases/", names("inspections", "list")),
    path("ratings/", names("ratings", "index")),
    path("reports/", names("reports", "index", "list")),
    path("ui-components/", include("ui.urls")),
]
