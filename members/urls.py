from django.urls import path

from members import views, views_events

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="list"),
    path("download/", views.download, name="download"),
    path("enter/", views.enter, name="enter"),
    path("<int:pk>/", views.member_detail, name="detail"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/transfer/", views_events.transfer, name="transfer"),
    path("<int:pk>/recognize/", views_events.recognize, name="recognize"),
    path("<int:pk>/end/", views_events.end, name="end"),
    path("of-organization/<int:pk>/", views.of_organization, name="of_organization"),
]
