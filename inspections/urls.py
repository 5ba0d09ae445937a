from django.urls import path

from inspections import views, views_pickers

app_name = "inspections"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("download/", views.download, name="download"),
    path("open/", views.open_case, name="open"),
    path("<number:pk>/", views.case_detail, name="detail"),
    path("<number:pk>/correct/", views.correct_case, name="correct"),
    path("<number:pk>/conclude/", views.conclude, name="conclude"),
    path("<number:pk>/discipline/", views.add_discipline, name="add_discipline"),
    path("pick-place/", views_pickers.pick_place, name="pick_place"),
    path("pick-subject/", views_pickers.pick_subject, name="pick_subject"),
    path("pick-member/", views_pickers.pick_member, name="pick_member"),
    path("pick-acting/", views_pickers.pick_acting, name="pick_acting"),
    path("of-organization/<number:pk>/", views.of_organization, name="of_organization"),
    path("of-member/<number:pk>/", views.of_member, name="of_member"),
]
