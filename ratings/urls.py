from django.urls import include, path

from ratings.views import calibration, cells, history, review, sheet, summary, workbook, year

app_name = "ratings"
of_one_sheet = [
    path("", sheet.sheet, name="sheet"),
    path("members/", cells.cells, name="cells"),
    path("draft/", sheet.draft, name="draft"),
    path("draft/discard/", sheet.discard, name="discard"),
    path("review/", review.review, name="review"),
    path("submit/", review.submit, name="submit"),
    path("withdraw/", review.withdraw, name="withdraw"),
    path("return/", review.return_, name="return"),
    path("approve/", review.approve, name="approve"),
    path("reopen/", review.reopen, name="reopen"),
    path("comment/", review.comment, name="comment"),
    path("paper/", workbook.paper, name="paper"),
    path("workbook/", workbook.upload, name="workbook_upload"),
    path("workbook/download/", workbook.download, name="workbook_download"),
    path("workbook/<int:pk>/", workbook.shown, name="workbook_import"),
    path("workbook/<int:pk>/marked/", workbook.marked, name="workbook_marked"),
    path("workbook/<int:pk>/renew/", workbook.renew, name="workbook_renew"),
    path("workbook/<int:pk>/commit/", workbook.commit, name="workbook_commit"),
    path("workbook/<int:pk>/undo/", workbook.undo, name="workbook_undo"),
]
urlpatterns = [
    path("", year.index, name="index"),
    path("of-organization/<int:pk>/", history.organization_history, name="organization_history"),
    path("of-member/<int:pk>/", history.member_history, name="member_history"),
    path("<int:year>/", year.year, name="year"),
    path("<int:year>/settings/", year.settings, name="settings"),
    path("<int:year>/open/", year.open_year, name="open_year"),
    path("<int:year>/reopen/", year.reopen_year, name="reopen_year"),
    path("<int:year>/close/", year.close_year, name="close_year"),
    path("<int:year>/approve/", year.approve_each, name="approve_each"),
    path("<int:year>/workbook/", workbook.board, name="board_workbook"),
    path("<int:year>/summary/", summary.summary, name="summary"),
    path("<int:year>/summary/workbook/", summary.workbook, name="summary_workbook"),
    path("<int:year>/summary/members/", summary.members, name="summary_members"),
    path("<int:year>/summary/organizations/", summary.organizations, name="summary_organizations"),
    path("<int:year>/calibration/", calibration.calibration_view, name="calibration"),
    path("<int:year>/calibration/record/", calibration.record, name="calibration_record"),
    path("<int:year>/calibration/<int:session>/", calibration.minutes, name="calibration_minutes"),
    path("<int:year>/<int:organization>/", include(of_one_sheet)),
]
