from django.urls import path

from reports.views import dashboard, figures, reports

app_name = "reports"
urlpatterns = [
    path("terms/", dashboard.index, name="index"),
    path("terms/<str:code>/", dashboard.dashboard, name="dashboard"),
    path("terms/<str:code>/levels/", dashboard.levels, name="levels"),
    path("terms/<str:code>/<str:indicator>/<str:year>/", figures.figure, name="figure"),
    path("reports/", reports.report_list, name="list"),
    path("reports/request/", reports.request_report, name="request"),
    path("reports/request/<int:year>/", reports.request_year_report, name="request_year"),
    path("reports/<uuid:pk>/", reports.report_detail, name="detail"),
    path("reports/<uuid:pk>/progress/", reports.report_progress, name="progress"),
    path("reports/<uuid:pk>/cancel/", reports.cancel_report, name="cancel"),
    path("reports/<uuid:pk>/download/", reports.download_report, name="download"),
]
