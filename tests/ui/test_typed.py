from django.template.loader import render_to_string
from django.test import RequestFactory

from ui.templatetags.ui import typed_again
from ui.typed import Typed, seal, typed_in, unseal

REASON = "Biên bản thiếu số phiếu,\r\nđề nghị nhập lại"


def posted(fields, path="/ratings/2024/7/return/?back=board", **extra):
    return RequestFactory().post(path, fields, **extra)


def test_what_a_form_posted_is_carried_without_its_token_and_in_its_order():
    typed = typed_in(posted({"csrfmiddlewaretoken": "x", "sheet": ["4", "7"], "reason": REASON}))
    assert typed == Typed("/ratings/2024/7/return/?back=board", (("sheet", "4"), ("sheet", "7"), ("reason", REASON)))


def test_what_is_sealed_comes_back_and_what_was_changed_does_not():
    typed = typed_in(posted({"reason": REASON, "whose": "abc"}))
    assert unseal(seal(typed)) == typed
    assert typed.whose == "abc"
    assert unseal(seal(typed)[:-1] + "!") is None
    assert unseal("") is None


def test_a_sealed_text_is_not_read_by_whoever_looks_at_the_page():
    assert "phiếu" not in seal(typed_in(posted({"reason": REASON})))


def test_a_password_is_never_carried():
    assert typed_in(posted({"old_password": "x", "new_password1": "y"})) is None
    assert typed_in(posted({"username": "an", "password": "x"})) is None


def test_what_another_site_had_sent_is_not_carried():
    assert typed_in(posted({"reason": REASON}, HTTP_SEC_FETCH_SITE="cross-site")) is None
    assert typed_in(posted({"reason": REASON}, HTTP_SEC_FETCH_SITE="same-origin")) is not None


def test_nothing_but_a_token_is_nothing_to_carry():
    assert typed_in(posted({"csrfmiddlewaretoken": "x"})) is None
    assert typed_in(RequestFactory().get("/members/?q=an")) is None


def test_what_was_typed_is_shown_once_and_no_choice_or_count():
    fields = {"form_key": "8.a-b c:1:x y", "name": "Nguyễn Thị Thử", "decided_on": "1/3/24", "number": "12-QĐ/ĐU"}
    chosen = {"organization": "17", "kind": "grassroots_committee", "sheet": "12:3", "surname": "Nguyễn"}
    picked = {"organization_text": "Chi bộ Một (TC1)", "organization_for": "Chi bộ Một (TC1)"}
    typed = typed_in(posted({**fields, **chosen, **picked, "reason": REASON}))
    assert list(typed.texts) == ["Nguyễn Thị Thử", "1/3/24", "12-QĐ/ĐU", "Nguyễn", "Chi bộ Một (TC1)", REASON]


def test_what_was_typed_is_shown_with_the_name_of_its_field():
    days = {"birth_date": "1/3/1984", "submit-decided_on": "1/3/24", "content": "Một việc", "m36-xyz": "Hai việc"}
    typed = typed_in(posted(days))
    assert typed.texts == {"1/3/1984": "Ngày sinh", "1/3/24": "Ngày quyết định", "Một việc": "", "Hai việc": ""}
    assert "Ngày sinh" in render_to_string("ui/_typed_again.html", typed_again(typed))


def test_markup_that_was_typed_stays_text():
    typed = typed_in(posted({"reason": '"><script>alert(1)</script> and more'}))
    page = render_to_string("ui/_typed_again.html", typed_again(typed))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
