from django.urls import path

from inspections import views

app_name = "inspections"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("download/", views.download, name="download"),
    path("open/", views.open_case, name="open"),
    path("<int:pk>/", views.case_detail, name="detail"),
    path("<int:pk>/correct/", views.correct_case, name="correct"),
    path("<int:pk>/conclude/", views.conclude, name="conclude"),
    path("<int:pk>/discipline/", views.add_discipline, name="add_discipline"),
    path("of-organization/<int:pk>/", views.of_organization, name="of_organization"),
    path("of-member/<int:pk>/", views.of_member, name="of_member"),
]
