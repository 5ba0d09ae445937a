from django.urls import path

from exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("new/<slug:kind>/", views.upload, name="upload"),
    path("new/<slug:kind>/template/", views.template, name="template"),
    path("<number:pk>/", views.detail, name="detail"),
    path("<number:pk>/progress/", views.progress, name="progress"),
    path("<number:pk>/rows/", views.rows, name="rows"),
    path("<number:pk>/worksheet/", views.take_table, name="take_table"),
    path("<number:pk>/columns/", views.choose_columns, name="choose_columns"),
    path("<number:pk>/judge/", views.judge, name="judge"),
    path("<number:pk>/write/", views.write, name="write"),
    path("<number:pk>/take-back/", views.take_back, name="take_back"),
    path("<number:pk>/discard/", views.discard, name="discard"),
    path("<number:pk>/marked/", views.marked, name="marked"),
]
