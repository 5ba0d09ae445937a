from django.urls import include, path

from ratings import views, views_calibration, views_history, views_review, views_summary, views_workbook, views_year

app_name = "ratings"
of_one_sheet = [
    path("", views.sheet, name="sheet"),
    path("draft/", views.draft, name="draft"),
    path("draft/discard/", views.discard, name="discard"),
    path("review/", views_review.review, name="review"),
    path("submit/", views_review.submit, name="submit"),
    path("withdraw/", views_review.withdraw, name="withdraw"),
    path("return/", views_review.return_, name="return"),
    path("approve/", views_review.approve, name="approve"),
    path("reopen/", views_review.reopen, name="reopen"),
    path("comment/", views_review.comment, name="comment"),
    path("paper/", views_workbook.paper, name="paper"),
    path("workbook/", views_workbook.upload, name="workbook_upload"),
    path("workbook/download/", views_workbook.download, name="workbook_download"),
    path("workbook/<int:pk>/", views_workbook.shown, name="workbook_import"),
    path("workbook/<int:pk>/marked/", views_workbook.marked, name="workbook_marked"),
    path("workbook/<int:pk>/renew/", views_workbook.renew, name="workbook_renew"),
    path("workbook/<int:pk>/commit/", views_workbook.commit, name="workbook_commit"),
    path("workbook/<int:pk>/undo/", views_workbook.undo, name="workbook_undo"),
]
urlpatterns = [
    path("", views_year.index, name="index"),
    path("of-organization/<int:pk>/", views_history.organization_history, name="organization_history"),
    path("of-member/<int:pk>/", views_history.member_history, name="member_history"),
    path("<int:year>/", views_year.year, name="year"),
    path("<int:year>/settings/", views_year.settings, name="settings"),
    path("<int:year>/open/", views_year.open_year, name="open_year"),
    path("<int:year>/close/", views_year.close_year, name="close_year"),
    path("<int:year>/approve/", views_year.approve_each, name="approve_each"),
    path("<int:year>/workbook/", views_workbook.board, name="board_workbook"),
    path("<int:year>/summary/", views_summary.summary, name="summary"),
    path("<int:year>/summary/workbook/", views_summary.workbook, name="summary_workbook"),
    path("<int:year>/summary/members/", views_summary.members, name="summary_members"),
    path("<int:year>/summary/organizations/", views_summary.organizations, name="summary_organizations"),
    path("<int:year>/calibration/", views_calibration.calibration_view, name="calibration"),
    path("<int:year>/calibration/record/", views_calibration.record, name="calibration_record"),
    path("<int:year>/calibration/<int:session>/", views_calibration.minutes, name="calibration_minutes"),
    path("<int:year>/<int:organization>/", include(of_one_sheet)),
]
