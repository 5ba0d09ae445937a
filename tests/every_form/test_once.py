"""Sent twice, whatever the form: what it did is done once."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import Submission

pytestmark = pytest.mark.django_db
FEWEST_FORMS = 25
FEWEST_DEEDS = 10


def test_the_forms_are_found(drawn):
    assert len(drawn) >= FEWEST_FORMS, sorted(each.address for each in drawn)


def test_what_a_form_did_it_does_once(drawn):
    did = []
    for each in drawn:
        with transaction.atomic():
            first = each.client.post(each.address, each.form)
            if Submission.objects.filter(answer=first.get("Location", "")).exists():
                rows = stored_rows()
                assert each.client.post(each.address, each.form)["Location"] == first["Location"]
                assert stored_rows() == rows, each.address
                did.append(each.address)
            transaction.set_rollback(True)
    assert len(did) >= FEWEST_DEEDS, did


def stored_rows() -> dict[str, list[tuple[object, ...]]]:
    kept = (model for model in apps.get_models() if model is not Session)
    return {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in kept}
