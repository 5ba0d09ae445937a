from django.urls import include, path

from ratings.appeals import views as appeals_views
from ratings.appeals import views_list, views_reratings
from ratings.approval import views as approval_views
from ratings.approval import views_editions
from ratings.calibration import views as calibration_views
from ratings.calibration import views_session
from ratings.catalogue import views as catalogue_views
from ratings.catalogue import views_answers
from ratings.grid import views as grid_views
from ratings.grid import views_cells, views_row
from ratings.ledger import views as ledger_views
from ratings.printed import views as printed_views
from ratings.printed import views_dossier
from ratings.reopening import views as reopening_views
from ratings.reopening import views_list as reopening_views_list
from ratings.running import views as running_views
from ratings.sheets import views_history
from ratings.summary import views as summary_views
from ratings.summary import views_official, views_records
from ratings.workbook import views as workbook_views
from ratings.years import views as years_views
from ratings.years import views_board, views_fixed, views_raised, views_reminding, views_rules, views_turning

app_name = "ratings"
of_one_sheet = [
    path("", grid_views.edit_sheet, name="sheet"),
    path("members/", views_cells.edit_cells, name="cells"),
    path("rows/groups/", views_row.fill_groups, name="fill_groups"),
    path("rows/<str:key>/", views_row.edit_row, name="row"),
    path("draft/", grid_views.draft, name="draft"),
    path("draft/discard/", grid_views.discard, name="discard"),
    path("review/", approval_views.review, name="review"),
    path("submit/", approval_views.submit, name="submit"),
    path("withdraw/", approval_views.withdraw, name="withdraw"),
    path("return/", approval_views.return_, name="return"),
    path("approve/", approval_views.approve, name="approve"),
    path("reopen/", approval_views.reopen, name="reopen"),
    path("ask-to-reopen/", reopening_views.ask, name="ask_reopening"),
    path("approvals/", views_editions.approvals, name="approvals"),
    path("appeals/record/", appeals_views.record, name="record_appeal"),
    path("rate-again/", views_reratings.rate_again, name="rate_again"),
    path("comment/", approval_views.comment, name="comment"),
    path("paper/", workbook_views.paper, name="paper"),
    path("forms/", printed_views.forms, name="printed"),
    path("forms/members/", printed_views.members, name="printed_members"),
    path("forms/collective/", printed_views.collective, name="printed_collective"),
    path("forms/dossier/", printed_views.dossier, name="printed_dossier"),
    path("dossier/", views_dossier.edit_dossier, name="dossier"),
    path("workbook/", workbook_views.upload, name="workbook_upload"),
    path("workbook/download/", workbook_views.download, name="workbook_download"),
    path("workbook/<number:pk>/", workbook_views.shown, name="workbook_import"),
    path("workbook/<number:pk>/marked/", workbook_views.marked, name="workbook_marked"),
    path("workbook/<number:pk>/renew/", workbook_views.renew, name="workbook_renew"),
    path("workbook/<number:pk>/commit/", workbook_views.commit, name="workbook_commit"),
    path("workbook/<number:pk>/undo/", workbook_views.undo, name="workbook_undo"),
]
urlpatterns = [
    path("", views_board.index, name="index"),
    path("questions/", catalogue_views.questions, name="questions"),
    path("questions/preview/", catalogue_views.preview, name="preview_questions"),
    path("questions/start/", catalogue_views.start, name="start_questions"),
    path("questions/add/", catalogue_views.add, name="add_question"),
    path("questions/<number:pk>/", catalogue_views.change, name="change_question"),
    path("questions/<number:pk>/version/", catalogue_views.version, name="version_question"),
    path("questions/<number:pk>/retire/", catalogue_views.retire, name="retire_question"),
    path("questions/<number:pk>/take-out/", catalogue_views.take_out, name="take_out_question"),
    path("questions/<number:pk>/move/", catalogue_views.move, name="move_question"),
    path("of-organization/<number:pk>/", views_history.organization_history, name="organization_history"),
    path("of-member/<number:pk>/", views_history.member_history, name="member_history"),
    path("ledger/", ledger_views.ledger, name="ledger"),
    path("ledger/workbook/", ledger_views.workbook, name="ledger_workbook"),
    path("ledger/people/", ledger_views.people, name="ledger_people"),
    path("pick-place/", summary_views.pick_place, name="pick_place"),
    path("pick-raised/", views_raised.pick_raised, name="pick_raised"),
    path("<number:year>/raised-caps/", views_raised.raised_caps, name="raised_caps"),
    path("<number:year>/raised-caps/download/", views_raised.download, name="download_raised_caps"),
    path("<number:year>/raised-caps/take-back/", views_raised.take_back, name="take_back_raised"),
    path("<number:year>/", views_board.show_board, name="year"),
    path("<number:year>/settings/", years_views.settings, name="settings"),
    path("<number:year>/rules/", views_rules.year_rules, name="year_rules"),
    path("<number:year>/rules/documents/add/", views_rules.add_document, name="add_document"),
    path("<number:year>/rules/documents/correct/", views_rules.correct_document, name="correct_document"),
    path("<number:year>/rules/documents/delete/", views_rules.delete_document, name="delete_document"),
    path("<number:year>/open/", views_turning.open_year, name="open_year"),
    path("<number:year>/reopen/", views_turning.reopen_year, name="reopen_year"),
    path("<number:year>/close/", views_turning.close_year, name="close_year"),
    path("<number:year>/editions/", views_fixed.editions, name="editions"),
    path("<number:year>/editions/<number:number>/", views_fixed.edition, name="edition"),
    path("<number:year>/editions/<number:number>/take-back/", views_fixed.take_back, name="take_back_correction"),
    path("<number:year>/correct/", views_fixed.correct, name="correct_year"),
    path("<number:year>/close/undo/", views_turning.undo_closing, name="undo_closing"),
    path("<number:year>/remind/", views_reminding.remind_year, name="remind_year"),
    path("<number:year>/remind/listed/", views_reminding.remind_filtered, name="remind_listed"),
    path("<number:year>/approve/", views_board.approve_each, name="approve_each"),
    path("<number:year>/workbook/", views_board.board_workbook, name="board_workbook"),
    path("<number:year>/summary/", summary_views.summary, name="summary"),
    path("<number:year>/summary/workbook/", summary_views.workbook, name="summary_workbook"),
    path("<number:year>/summary/official/", views_official.official, name="summary_official"),
    path("<number:year>/summary/official/workbook/", views_official.workbook, name="summary_official_workbook"),
    path("<number:year>/summary/members/", views_records.members, name="summary_members"),
    path("<number:year>/summary/organizations/", views_records.organizations, name="summary_organizations"),
    path("<number:year>/summary/members/download/", views_records.download_members, name="download_summary_members"),
    path(
        "<number:year>/summary/organizations/download/",
        views_records.download_organizations,
        name="download_summary_organizations",
    ),
    path("<number:year>/five-years/members/", running_views.members, name="running_members"),
    path("<number:year>/five-years/organizations/", running_views.organizations, name="running_organizations"),
    path("<number:year>/five-years/members/download/", running_views.download_members, name="download_running_members"),
    path(
        "<number:year>/five-years/organizations/download/",
        running_views.download_organizations,
        name="download_running_organizations",
    ),
    path("<number:year>/calibration/", calibration_views.calibration_view, name="calibration"),
    path("<number:year>/calibration/download/", calibration_views.download, name="download_calibration"),
    path("<number:year>/calibration/record/", views_session.record, name="calibration_record"),
    path("<number:year>/calibration/<number:session>/", views_session.minutes, name="calibration_minutes"),
    path("<number:year>/answers/", views_answers.answers, name="answers"),
    path("<number:year>/answers/download/", views_answers.download, name="download_answers"),
    path("<number:year>/appeals/", views_list.appeals, name="appeals"),
    path("<number:year>/appeals/download/", views_list.download, name="download_appeals"),
    path("<number:year>/appeals/<number:pk>/", appeals_views.appeal, name="appeal"),
    path("<number:year>/reopening-requests/", reopening_views_list.reopening_requests, name="reopening_requests"),
    path(
        "<number:year>/reopening-requests/download/", reopening_views_list.download, name="download_reopening_requests"
    ),
    path("<number:year>/reopening-requests/<number:pk>/", reopening_views.reopening_request, name="reopening_request"),
    path("<number:year>/reopening-requests/<number:pk>/take-back/", reopening_views.take_back, name="take_back"),
    path("<number:year>/reratings/<number:pk>/", views_reratings.rerating, name="rerating"),
    path("<number:year>/<number:organization>/", include(of_one_sheet)),
]
