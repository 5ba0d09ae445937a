from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.trail.record import record
from notices.kinds import offered_to
from notices.models import Muted, Notice


def read(*, notice: Notice) -> None:
    """The first moment stays."""
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())


def read_all(*, by: User) -> int:
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def choose(*, wanted: Collection[str], by: User) -> None:
    """Of the kinds offered; the trail keeps what is off, for the day when somebody was not told."""
    User.objects.select_for_update().get(pk=by.pk)
    offered = {kind.code for kind in offered_to(by)}
    before = set(Muted.objects.filter(user=by).values_list("kind", flat=True))
    off = (before - offered) | (offered - set(wanted))
    if off == before:
        return
    Muted.objects.filter(user=by).exclude(kind__in=off).delete()
    Muted.objects.bulk_create(Muted(user=by, kind=code) for code in sorted(off - before))
    record(by=by, verb="notices.choose", target=by, off=sorted(off))


def sweep() -> int:
    """Takes away what was read long ago; what nobody has read stays."""
    old = timezone.now() - timedelta(days=settings.NOTICES_KEPT_DAYS)
    return Notice.objects.filter(read_at__lt=old).delete()[0]
