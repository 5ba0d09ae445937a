"""Just enough addresses for the frame and the gallery; the real pages have tests of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from accounts.views import preferences


def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    return render(request, "base.html")


def refused(request: HttpRequest) -> HttpResponse:
    messages.error(request, "Chưa lưu được <b>")
    return render(request, "base.html")


def names(app: str, *routes: str, **real):
    views = dict.fromkeys(routes, page) | real
    return include(([path(f"{route}/", view, name=route) for route, view in views.items()], app))


urlpatterns = [
    path("", page, name="home"),
    path("refused/", refused),
    path("help/", page, name="help"),
    path("help/<slug:slug>/", page, name="help_topic"),
    path("search/", page, name="search"),
    path("search/suggestions/", page, name="search_suggestions"),
    path("account/", names("accounts", "account", "sign_out", "sign_in", "audit", preferences=preferences)),
    path("notices/", include("notices.urls")),
    path("organizations/", names("organizations", "list")),
    path("members/", names("members", "list")),
    path("cases/", names("inspections", "list")),
    path("ratings/", names("ratings", "index")),
    path("reports/", names("reports", "index", "list")),
    path("ui-components/", include("ui.urls")),
]
