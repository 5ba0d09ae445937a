"""Every form that makes or moves something, by the route that it goes to, and the others with a reason."""

from collections.abc import Callable

from tests.sent import ratings, records
from tests.sent.sent import Sent
from tests.world import World

Form = Callable[[World], Sent]

FORMS: dict[str, tuple[Form, ...]] = {
    "accounts:change_email": (records.change_email,),
    "accounts:change_password": (records.change_password,),
    "accounts:delete_view": (records.delete_view,),
    "accounts:save_view": (records.save_view,),
    "accounts:set_password": (records.set_password,),
    "accounts:usual_view": (records.make_view_usual,),
    "inspections:add_discipline": (records.discipline,),
    "inspections:conclude": (records.conclude_case,),
    "inspections:correct": (records.correct_case,),
    "inspections:open": (records.open_case,),
    "members:correct": (records.correct_member,),
    "members:end": (records.end_member,),
    "members:enter": (records.enter_member,),
    "members:recognize": (records.recognize_member,),
    "members:transfer": (records.transfer_member,),
    "notices:choices": (records.choose_notices,),
    "organizations:add_user": (records.add_user,),
    "organizations:assign": (records.give_role,),
    "organizations:disable_user": (records.disable_user,),
    "organizations:enable_user": (records.enable_user,),
    "organizations:end_assignment": (records.end_role,),
    "organizations:make_link": (records.make_link,),
    "ratings:appeal": (ratings.answer_appeal,),
    "ratings:approve": (ratings.approve,),
    "ratings:approve_each": (ratings.approve_many,),
    "ratings:calibration_record": (ratings.record_session,),
    "ratings:cells": (ratings.save_cells,),
    "ratings:close_year": (ratings.close_year,),
    "ratings:comment": (ratings.comment,),
    "ratings:dossier": (ratings.mark_dossier,),
    "ratings:open_year": (ratings.open_year,),
    "ratings:rate_again": (ratings.rate_again,),
    "ratings:record_appeal": (ratings.record_appeal,),
    "ratings:remind_year": (ratings.remind_year,),
    "ratings:reopen": (ratings.reopen,),
    "ratings:reopen_year": (ratings.reopen_year,),
    "ratings:fill_groups": (ratings.fill_groups,),
    "ratings:row": (ratings.save_row,),
    "ratings:return": (ratings.return_sheet,),
    "ratings:settings": (ratings.year_settings, ratings.plan_year),
    "ratings:sheet": (ratings.save_sheet,),
    "ratings:submit": (ratings.submit,),
    "ratings:undo_closing": (ratings.undo_closing,),
    "ratings:withdraw": (ratings.withdraw,),
    "ratings:workbook_commit": (ratings.commit_workbook,),
    "ratings:workbook_undo": (ratings.undo_workbook,),
    "reports:cancel": (ratings.cancel_report,),
    "reports:request": (ratings.ask_for_report,),
    "reports:request_year": (ratings.ask_for_year_report,),
}
EVERY_FORM = [form for forms in FORMS.values() for form in forms]

A_FILE = "hands out a file: each that leaves the portal is a line of the trail"
HARMLESS: dict[str, str] = {
    "accounts:download_trail": A_FILE,
    "accounts:preferences": "letters, colours and language: set twice they are as set once",
    "accounts:sign_in": "each answer carries the session of its browser, and each session is a line of the trail",
    "accounts:sign_out": "who is signed out is signed out",
    "inspections:download": A_FILE,
    "members:download": A_FILE,
    "notices:open": "marks a notice as read; the first moment stays",
    "notices:read_all": "marks what is unread; the second time nothing is",
    "organizations:download": A_FILE,
    "organizations:download_users": A_FILE,
    "ratings:board_workbook": A_FILE,
    "ratings:discard": "throws the draft away; the second time there is none",
    "ratings:download_appeals": A_FILE,
    "ratings:download_calibration": A_FILE,
    "ratings:download_running_members": A_FILE,
    "ratings:download_running_organizations": A_FILE,
    "ratings:download_summary_members": A_FILE,
    "ratings:download_summary_organizations": A_FILE,
    "ratings:draft": "the script keeps what is typed, over what it kept before",
    "ratings:workbook_download": A_FILE,
    "ratings:workbook_renew": "compares the same file with the sheet of now",
    "ratings:workbook_upload": "makes a preview in place of the one before",
    "reports:download": A_FILE,
    "reports:download_levels": A_FILE,
    "reports:download_list": A_FILE,
    "reports:download_records": A_FILE,
}
__all__ = ["EVERY_FORM", "FORMS", "HARMLESS", "Form", "Sent"]
