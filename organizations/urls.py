from django.urls import path

from organizations import views, views_letterheads, views_pickers, views_users
from organizations.deeds.pages import views as deeds

app_name = "organizations"
urlpatterns = [
    path("", views.organization_list, name="list"),
    path("download/", views.download, name="download"),
    path("<number:pk>/", views.organization_detail, name="detail"),
    path("<number:pk>/change/<str:deed>/", deeds.change, name="change"),
    path("changes/<number:pk>/", deeds.reorganization, name="reorganization"),
    path("changes/<number:pk>/undo/", deeds.undo, name="undo_reorganization"),
    path("pick-for-deed/", deeds.pick_for_deed, name="pick_for_deed"),
    path("users/", views_users.user_list, name="users"),
    path("users/download/", views_users.download_users, name="download_users"),
    path("users/add/", views_users.add_user, name="add_user"),
    path("users/<number:pk>/", views_users.user_detail, name="user"),
    path("users/<number:pk>/disable/", views_users.disable_user, name="disable_user"),
    path("users/<number:pk>/enable/", views_users.enable_user, name="enable_user"),
    path("users/<number:pk>/link/", views_users.make_link, name="make_link"),
    path("users/<number:pk>/assign/", views_users.assign, name="assign"),
    path("pick-for-role/", views_pickers.pick_for_role, name="pick_for_role"),
    path("letterheads/", views_letterheads.letterhead_list, name="letterheads"),
    path("letterheads/<number:pk>/", views_letterheads.letterhead, name="letterhead"),
    path("assignments/<number:pk>/end/", views_users.end_assignment, name="end_assignment"),
]
