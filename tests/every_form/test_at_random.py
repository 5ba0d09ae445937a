"""Whatever is typed into a form of any page: no error of ours, nothing typed is lost, clean text is stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from stored.fields import Clean
from tests.every_form.drawn import Drawn, is_page, lost
from tests.forms import PostedForm
from ui.vietnamese import nfc_lines

pytestmark = pytest.mark.django_db
OURS = ("csrfmiddlewaretoken", "form_key", "whose", "draft_id")
HOSTILE = (
    *("", " ", "\u200b", "\u202e", "\x00", "\x1b[31m", "a\u0301" * 60, "\u1100" * 50, "\ufdfa", "É\r\n\r\nB\t"),
    *("<script>alert(1)</script>", '"><b>', "{{ 7*7 }}", "%s%n", "'; --", "../../x", "=1+1", "\\", "&amp;&#0;"),
    *("0", "-1", "1.062", "1e400", "NaN", "१२", "½", "9" * 400, "99999999999999999999", "-0,5", "2" * 5000),
    *("31/02/2024", "29/02/1900", "0001-01-01", "9999-12-31", "1/1/24", "hôm nay", "00/00/0000", "010324"),
    *("Đoàn Văn A", "Ðoàn", "Ho\u0300a", "hoà", "DV000001", "th\u2011904", "\u00d0\u0110", "☭" * 30),
)
TYPED = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


def by_a_person(data: st.DataObject, form: PostedForm) -> dict[str, str]:
    """As a browser sends it: something typed into the boxes, something chosen of what is offered."""
    chosen = {name: data.draw(st.sampled_from(offered), label=name) for name, offered in sorted(form.choices.items())}
    typed = {name: data.draw(TYPED | st.just(form[name]), label=name) for name in sorted(form.typed)}
    return {**form, **chosen, **typed}


def by_a_script(data: st.DataObject, form: PostedForm) -> dict[str, str]:
    """Anything in any field, or without it."""
    fields = {name: value for name, value in form.items() if name in OURS}
    for name in sorted((form.keys() | form.choices.keys()) - fields.keys()):
        value = data.draw(st.none() | st.just(form.get(name, "")) | TYPED, label=name)
        if value is not None:
            fields[name] = value
    return fields


def unclean() -> list[tuple[str, str, str]]:
    return [
        (model._meta.label, field.name, value)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, Clean)
        for value in model._base_manager.values_list(field.attname, flat=True)
        if isinstance(value, str) and value != nfc_lines(value)
    ]


def test_nothing_that_a_person_types_is_lost(drawn):
    def typed(each: Drawn, data: st.DataObject) -> None:
        fields = by_a_person(data, each.form)
        answer = each.client.post(each.address, fields, follow=True)
        assert answer.status_code < 500
        if is_page(answer) and ("is-invalid" in answer.text or "notice-error" in answer.text):
            assert lost(fields, each.form, answer) == {}
        assert unclean() == []

    with_text = [each for each in drawn if each.form.typed]
    assert with_text
    try_out(typed, with_text, times=4)


def test_nothing_that_a_script_sends_is_an_error_of_ours(drawn):
    def sent(each: Drawn, data: st.DataObject) -> None:
        assert each.client.post(each.address, by_a_script(data, each.form), follow=True).status_code < 500

    try_out(sent, drawn, times=2)


@pytest.mark.parametrize("number", [2**31, 2**63])
def test_no_number_is_too_large_for_a_database(drawn, number):
    for each in drawn:
        fields = {name: value if name in OURS else str(number) for name, value in each.form.items()}
        with transaction.atomic():
            assert each.client.post(each.address, fields).status_code < 500, (each.address, fields)
            transaction.set_rollback(True)


def try_out(check: Callable[[Drawn, st.DataObject], None], drawn: list[Drawn], *, times: int) -> None:
    """Each form so often, and each time everything is taken back."""

    @settings(deadline=None, max_examples=times, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.data())
    def one(each: Drawn, data: st.DataObject) -> None:
        with transaction.atomic():
            check(each, data)
            transaction.set_rollback(True)

    for each in drawn:
        one(each)
