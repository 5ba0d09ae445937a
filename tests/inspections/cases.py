"""Cases for tests, entered as a person would."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from inspections.models import Case
from tests import factories

TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"


def facts_of(world, **changes):
    return {
        "number": "KT-2024-01",
        "kind": "inspection",
        "basis": "programme",
        "body": "bloc_commission",
        "acting_organization": world.bloc.pk,
        "subject_organization": world.own.pk,
        "member_number": "",
        "member_position": "",
        "content": "Việc chấp hành quy chế làm việc",
        "opened_on": "05/03/2024",
        "no_secrets": "on",
        **changes,
    }


def open_case(world, **changes) -> Case:
    return factories.CaseFactory(**{"organization": world.own, **changes})


def conclude(client, case: Case, **changes):
    url = reverse("inspections:conclude", args=[case.pk])
    seen = client.get(url).context["form"]["seen"].value()
    data = {
        "concluded_on": "05/06/2023",
        "conclusion": "Có khuyết điểm.",
        "outcome": "found",
        "seen": seen,
    }
    return client.post(url, {**data, **changes})
