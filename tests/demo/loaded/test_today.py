"""A newcomer meets a round under way: nothing of it is years late, and nothing lies in the future."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import AuditEvent
from inspections.limits import spent
from inspections.models import Case
from members.models import LifeEvent, Member
from notices.models import Notice
from ratings.models import RatingYear, Sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def test_cells_are_a_few_days_late_and_grassroots_organizations_have_some_left():
    today, round_ = timezone.localdate(), RatingYear.objects.get(state=RatingYear.State.OPEN)
    assert timedelta(1) <= today - round_.cells_due_on <= timedelta(7)
    assert timedelta(7) <= round_.grassroots_due_on - today <= timedelta(21)
    assert round_.opens_on < today < round_.closes_on


def test_nothing_was_done_after_this_moment_nor_before_the_round_began():
    now, sheets = timezone.now(), Sheet.objects.filter(rating_year__state=RatingYear.State.OPEN)
    for moment in ("saved_at", "submitted_at", "approved_at"):
        done = sheets.exclude(**{moment: None})
        assert done.exists()
        assert not done.filter(**{f"{moment}__gt": now}).exists()
        assert not done.filter(**{f"{moment}__date__lt": F("rating_year__opens_on")}).exists()
    assert not sheets.filter(decided_on__lt=F("submitted_at__date")).exists()
    assert not AuditEvent.objects.filter(at__gt=now).exists()
    assert not Notice.objects.filter(at__gt=now).exists()
    assert not LifeEvent.objects.filter(happened_on__gt=now.date()).exists()


def test_two_of_the_cases_under_way_are_past_their_limit_and_by_days():
    today = timezone.localdate()
    under_way = [spent(case, today) for case in Case.objects.filter(concluded_on=None)]
    late = [each.over for each in under_way if each.over]
    assert len(under_way) > 2
    assert len(late) == 2
    assert max(late) <= 10


def test_a_few_members_are_past_their_probation():
    today = timezone.localdate()
    assert Member.objects.probationary_on(today).count() == 5
