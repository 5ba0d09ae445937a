from django.urls import path

from reports.dashboard import views as dashboard_views
from reports.dashboard import views_figure, views_levels
from reports.jobs import views as jobs_views
from reports.plans import views as plans_views
from reports.published import views as published_views
from reports.terms import views as terms_views
from reports.terms import views_targets

app_name = "reports"
urlpatterns = [
    path("terms/", dashboard_views.index, name="index"),
    path("terms/new/", terms_views.enter, name="enter_term"),
    path("terms/<str:code>/settings/", terms_views.term, name="term"),
    path("terms/<str:code>/settings/change/", terms_views.change, name="change_term"),
    path("terms/<str:code>/settings/end/", terms_views.end, name="end_term"),
    path("terms/<str:code>/settings/take-ending-back/", terms_views.take_ending_back, name="take_ending_back"),
    path("terms/<str:code>/settings/targets/add/", views_targets.add, name="add_target"),
    path("terms/<str:code>/settings/targets/<number:pk>/", views_targets.change, name="change_target"),
    path("terms/<str:code>/settings/targets/<number:pk>/remove/", views_targets.remove, name="remove_target"),
    path("terms/<str:code>/", dashboard_views.dashboard, name="dashboard"),
    path("terms/<str:code>/levels/", views_levels.levels, name="levels"),
    path("terms/<str:code>/levels/download/", views_levels.download_levels, name="download_levels"),
    path("terms/<str:code>/<str:indicator>/<str:year>/", views_figure.figure, name="figure"),
    path(
        "terms/<str:code>/<str:indicator>/<str:year>/download/",
        views_figure.download_records,
        name="download_records",
    ),
    path("plans/", plans_views.plan_list, name="plans"),
    path("plans/download/", plans_views.download, name="download_plans"),
    path("plans/<number:pk>/remove/", plans_views.remove, name="remove_plan"),
    path("published/", published_views.published_list, name="published"),
    path("published/download/", published_views.download, name="download_published"),
    path("published/enter/", published_views.enter, name="enter_published"),
    path("published/<number:pk>/", published_views.change, name="change_published"),
    path("published/<number:pk>/remove/", published_views.remove, name="remove_published"),
    path("reports/", jobs_views.report_list, name="list"),
    path("reports/download/", jobs_views.download_list, name="download_list"),
    path("reports/request/", jobs_views.request_report, name="request"),
    path("reports/request/<number:year>/", jobs_views.request_year_report, name="request_year"),
    path("reports/request/ledger/", jobs_views.request_ledger, name="request_ledger"),
    path("reports/pick-root/", jobs_views.pick_root, name="pick_root"),
    path("reports/<uuid:pk>/", jobs_views.report_detail, name="detail"),
    path("reports/<uuid:pk>/progress/", jobs_views.report_progress, name="progress"),
    path("reports/<uuid:pk>/cancel/", jobs_views.cancel_report, name="cancel"),
    path("reports/<uuid:pk>/download/", jobs_views.download_report, name="download"),
]
