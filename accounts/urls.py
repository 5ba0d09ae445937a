from django.urls import path

from accounts import views
from accounts.sign_in import views as sign_in_views
from accounts.trail import views as trail_views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", sign_in_views.sign_in, name="sign_in"),
    path("sign-out/", sign_in_views.sign_out, name="sign_out"),
    path("email/", views.change_email, name="change_email"),
    path("password/", sign_in_views.change_password, name="change_password"),
    path("password/<str:code>/<str:token>/", sign_in_views.set_password, name="set_password"),
    path("audit/", trail_views.audit, name="audit"),
]
