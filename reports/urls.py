from django.urls import path

from reports.dashboard import views as dashboard_views
from reports.dashboard import views_figure, views_levels
from reports.jobs import views as jobs_views

app_name = "reports"
urlpatterns = [
    path("terms/", dashboard_views.index, name="index"),
    path("terms/<str:code>/", dashboard_views.dashboard, name="dashboard"),
    path("terms/<str:code>/levels/", views_levels.levels, name="levels"),
    path("terms/<str:code>/levels/download/", views_levels.download_levels, name="download_levels"),
    path("terms/<str:code>/<str:indicator>/<str:year>/", views_figure.figure, name="figure"),
    path(
        "terms/<str:code>/<str:indicator>/<str:year>/download/",
        views_figure.download_records,
        name="download_records",
    ),
    path("reports/", jobs_views.report_list, name="list"),
    path("reports/download/", jobs_views.download_list, name="download_list"),
    path("reports/request/", jobs_views.request_report, name="request"),
    path("reports/request/<number:year>/", jobs_views.request_year_report, name="request_year"),
    path("reports/pick-root/", jobs_views.pick_root, name="pick_root"),
    path("reports/<uuid:pk>/", jobs_views.report_detail, name="detail"),
    path("reports/<uuid:pk>/progress/", jobs_views.report_progress, name="progress"),
    path("reports/<uuid:pk>/cancel/", jobs_views.cancel_report, name="cancel"),
    path("reports/<uuid:pk>/download/", jobs_views.download_report, name="download"),
]
