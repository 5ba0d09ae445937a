from django.urls import path

from members import views, views_events, views_page, views_pickers

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="list"),
    path("download/", views.download, name="download"),
    path("enter/", views.enter, name="enter"),
    path("pick-place/", views_pickers.pick_place, name="pick_place"),
    path("pick-cell/", views_pickers.pick_cell, name="pick_cell"),
    path("<number:pk>/", views_page.member_detail, name="detail"),
    path("<number:pk>/correct/", views.correct, name="correct"),
    path("<number:pk>/transfer/", views_events.transfer, name="transfer"),
    path("<number:pk>/recognize/", views_events.recognize, name="recognize"),
    path("<number:pk>/end/", views_events.end, name="end"),
    path("of-organization/<number:pk>/", views.of_organization, name="of_organization"),
]
