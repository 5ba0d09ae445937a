from django.urls import path

from accounts import views, views_audit

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("email/", views.change_email, name="change_email"),
    path("password/", views.change_password, name="change_password"),
    path("password/<str:code>/<str:token>/", views.set_password, name="set_password"),
    path("audit/", views_audit.audit, name="audit"),
]
