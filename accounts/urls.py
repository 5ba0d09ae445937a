from django.urls import path

from accounts import views
from accounts.saved_views import views as saved_views
from accounts.sign_in import views as sign_in_views
from accounts.trail import views as trail_views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", sign_in_views.sign_in, name="sign_in"),
    path("sign-out/", sign_in_views.sign_out, name="sign_out"),
    path("preferences/", views.preferences, name="preferences"),
    path("email/", views.change_email, name="change_email"),
    path("password/", sign_in_views.change_password, name="change_password"),
    path("password/<str:code>/<str:token>/", sign_in_views.set_password, name="set_password"),
    path("views/", saved_views.saved_views, name="saved_views"),
    path("views/save/", saved_views.save_view, name="save_view"),
    path("views/<number:pk>/usual/", saved_views.make_usual, name="usual_view"),
    path("views/<number:pk>/delete/", saved_views.delete_view, name="delete_view"),
    path("audit/", trail_views.audit, name="audit"),
    path("audit/download/", trail_views.download, name="download_trail"),
]
