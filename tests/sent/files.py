"""Files that were sent to be brought in."""

from django.urls import reverse

from exchange import actions
from exchange.models import Import
from organizations.models import Organization
from tests.exchange.test_flow import ROWS, sent
from tests.sent.sent import Sent
from tests.world import World


def _deed(upload: Import, deed: str, **values: object) -> Sent:
    return Sent(
        "bloc_office",
        reverse(f"exchange:{deed}", args=[upload.pk]),
        page=upload.get_absolute_url(),
        **values,  # type: ignore[arg-type]
    )


def write(world: World) -> Sent:
    return _deed(sent(world), "write", makes={Organization: len(ROWS)})


def take_back(world: World) -> Sent:
    upload = sent(world)
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    return _deed(upload, "take_back", makes={Organization: -len(ROWS)})


def discard(world: World) -> Sent:
    return _deed(sent(world), "discard", makes={Import: -1})
