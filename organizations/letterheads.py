"""Setting how a root's papers are headed."""

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.trail.record import record
from organizations.models import Letterhead, Organization
from organizations.paper_heads import WORDS


@transaction.atomic
def set_letterhead(*, organization: Organization, by: User | None, **words: str) -> Letterhead:
    """Of the papers that are made from now on; what was printed keeps its head."""
    kept, _made = Letterhead.objects.select_for_update().get_or_create(organization=organization)
    before: dict[str, Any] = {name: getattr(kept, name) for name in WORDS}
    if words == before:
        return kept
    for name, word in words.items():
        setattr(kept, name, word)
    kept.full_clean()
    kept.save()
    record(
        by=by, verb="letterhead.set", target=kept, before=before, after={name: getattr(kept, name) for name in WORDS}
    )
    return kept
