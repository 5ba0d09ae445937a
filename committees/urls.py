from django.urls import path

from committees import views, views_offices, views_terms
from committees.due import views as due

app_name = "committees"
urlpatterns = [
    path("", due.at_work, name="list"),
    path("download/", due.download, name="download"),
    path("pick-member/", views.pick_member, name="pick_member"),
    path("of-organization/<number:pk>/", views.of_organization, name="of_organization"),
    path("of-organization/<number:pk>/form/", views_terms.form, name="form"),
    path("of-member/<number:pk>/", views.of_member, name="of_member"),
    path("<number:pk>/", views.detail, name="detail"),
    path("<number:pk>/add/", views_terms.add, name="add"),
    path("<number:pk>/correct/", views_terms.correct, name="correct"),
    path("<number:pk>/revoke/", views_terms.revoke, name="revoke"),
    path("offices/<number:pk>/end/", views_offices.end, name="end_office"),
    path("offices/<number:pk>/correct/", views_offices.correct, name="correct_office"),
    path("offices/<number:pk>/revoke/", views_offices.revoke, name="revoke_office"),
    path("offices/<number:pk>/resume/", views_offices.resume, name="resume_office"),
]
