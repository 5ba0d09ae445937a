from django.urls import path

from members import views, views_deeds, views_page, views_pickers
from members.deed_pages.offered import OWN_ADDRESS
from members.events import views as events
from members.mending import views as mending_views
from members.offers import views as offers
from members.persons import views as persons
from members.reconciling import views as reconciling

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="list"),
    path("download/", views.download, name="download"),
    path("enter/", views.enter, name="enter"),
    path("pick-place/", views_pickers.pick_place, name="pick_place"),
    path("pick-cell/", views_pickers.pick_cell, name="pick_cell"),
    path("pick-receiver/", views_pickers.pick_receiver, name="pick_receiver"),
    path("waiting/", offers.deeds, name="deeds"),
    path("waiting/download/", offers.download, name="download_deeds"),
    path("waiting/<number:pk>/", offers.deed, name="deed"),
    path("waiting/<number:pk>/accept/", offers.accept, name="accept"),
    path("waiting/<number:pk>/refuse/", offers.refuse, name="refuse"),
    path("waiting/<number:pk>/withdraw/", offers.withdraw, name="withdraw"),
    path("waiting/<number:pk>/correct/", offers.correct, name="correct_plan"),
    path("waiting/<number:pk>/carry-out/", offers.carry_out, name="carry_out"),
    path("pick-member/", views_pickers.pick_member, name="pick_member"),
    path("same-person/", persons.likenesses, name="likenesses"),
    path("same-person/download/", persons.download, name="likenesses_download"),
    path("same-person/<number:pk>/two-persons/", persons.tell_apart, name="tell_apart"),
    path("mergers/<number:pk>/", persons.merger, name="merger"),
    path("reconciliations/", reconciling.reconciliations, name="reconciliations"),
    path("reconciliations/<number:pk>/", reconciling.reconciliation, name="reconciliation"),
    path("reconciliations/<number:pk>/download/", reconciling.download, name="reconciliation_download"),
    path("reconciliations/<number:pk>/settle/", reconciling.settle, name="settle"),
    path("reconciliations/<number:pk>/look-again/", reconciling.look_again, name="look_again"),
    path("differences/<number:pk>/", reconciling.difference, name="difference"),
    path("pick-scope/", reconciling.pick_scope, name="pick_scope"),
    path("<number:pk>/merge/", persons.merge, name="merge"),
    path("<number:pk>/", views_page.member_detail, name="detail"),
    path("<number:pk>/correct/", views.correct, name="correct"),
    *(path(f"<number:pk>/{code}/", views_deeds.deed, {"deed": code}, name=code) for code in OWN_ADDRESS),
    path("<number:pk>/deeds/<slug:deed>/", views_deeds.deed, name="do"),
    path("events/", events.events, name="events"),
    path("events/download/", events.download, name="download_events"),
    path("events/<number:pk>/correct/", mending_views.correct_event, name="correct_event"),
    path("events/<number:pk>/revoke/", mending_views.revoke_event, name="revoke_event"),
    path("revoked/<number:pk>/", mending_views.revoked, name="revoked"),
    path("of-organization/<number:pk>/", views.of_organization, name="of_organization"),
]
