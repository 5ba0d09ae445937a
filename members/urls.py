from django.urls import path

from members import views, views_deeds

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="list"),
    path("download/", views.download, name="download"),
    path("enter/", views.enter, name="enter"),
    path("<int:pk>/", views.member_detail, name="detail"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/transfer/", views_deeds.transfer, name="transfer"),
    path("<int:pk>/recognize/", views_deeds.recognize, name="recognize"),
    path("<int:pk>/end/", views_deeds.end, name="end"),
    path("of-organization/<int:pk>/", views.of_organization, name="of_organization"),
]
