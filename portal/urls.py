from django.conf import settings
from django.urls import include, path, register_converter

from accounts.policy import signed_in
from portal import views
from portal.guide import views as guide
from portal.searching import views as searching
from portal.setup import views as setup
from ui.addresses import NumberConverter
from ui.views import day

register_converter(NumberConverter, "number")
handler400 = "portal.errors.bad_request"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
urlpatterns = [
    path("", views.home, name="home"),
    path("setup/", setup.set_up, name="setup"),
    path("setup/steps/", setup.steps, name="setup_steps"),
    path("search/", searching.search_page, name="search"),
    path("search/suggestions/", searching.suggestions, name="search_suggestions"),
    path("help/", guide.index, name="help"),
    path("help/words/", guide.words, name="help_words"),
    path("help/<slug:slug>/", guide.topic, name="help_topic"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("day/", signed_in()(day), name="day"),
    path("account/", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("imports/", include("exchange.urls")),
    path("organizations/", include("organizations.urls")),
    path("members/", include("members.urls")),
    path("cases/", include("inspections.urls")),
    path("committees/", include("committees.urls")),
    path("ratings/", include("ratings.urls")),
    path("", include("reports.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("ui-components/", include("ui.urls")))
if settings.DEBUG_TOOLBAR:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))
