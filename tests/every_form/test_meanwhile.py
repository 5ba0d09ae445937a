"""Whatever became of the thing while a form stood open: what was typed is on the page that says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from organizations.models import Assignment
from ratings.models import RatingYear, Sheet
from tests.every_form.drawn import Drawn, is_page, lost
from tests.forms import PostedForm

pytestmark = pytest.mark.django_db
UNDECIDED = {"approved_at": None, "approved_by": None, "decision_number": "", "decided_on": None}


def somebody_saved() -> None:
    Sheet.objects.update(version=F("version") + 1)


def all_were_taken_back() -> None:
    Sheet.objects.update(state="draft", submitted_at=None, submitted_by=None, version=F("version") + 1, **UNDECIDED)


def all_were_submitted() -> None:
    sent = {"submitted_at": timezone.now(), "submitted_by": User.objects.first()}
    Sheet.objects.update(state="submitted", version=F("version") + 1, **UNDECIDED, **sent)


def all_were_approved() -> None:
    all_were_submitted()
    decided = {"decision_number": "12-QĐ/ĐU", "decided_on": timezone.localdate()}
    Sheet.objects.update(state="approved", approved_at=F("submitted_at"), approved_by=F("submitted_by"), **decided)


def the_year_was_closed() -> None:
    RatingYear.objects.update(state="closed")


def the_roles_were_ended() -> None:
    Assignment.objects.update(until=timezone.localdate() - timedelta(days=1))


MEANWHILE = (
    *(somebody_saved, all_were_taken_back, all_were_submitted, all_were_approved),
    *(the_year_was_closed, the_roles_were_ended),
)


@pytest.mark.parametrize("happened", MEANWHILE, ids=lambda each: each.__name__)
def test_what_was_typed_stands_on_the_page_that_refuses(happened: Callable[[], None], drawn: list[Drawn]):
    refused = 0
    for each in drawn:
        with transaction.atomic():
            happened()
            fields = typed(each.form)
            answer = each.client.post(each.address, fields, follow=True)
            if is_page(answer) and answer.status_code != 200:
                assert lost(fields, each.form, answer) == {}, each.address
                refused += bool(each.form.typed)
            transaction.set_rollback(True)
    assert refused


def typed(form: PostedForm) -> dict[str, str]:
    """What stands in the form, and words in what is empty."""
    words = {name: f"Gõ {number} chữ" for number, name in enumerate(sorted(form.typed))}
    return {**form, **{name: form[name] or words[name] for name in form.typed}}
