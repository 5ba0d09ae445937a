"""What Celery rings for. The row of the import is the record: a task run twice changes nothing, nor one lost."""

import logging
from datetime import timedelta

from celery import Task, shared_task
from django.utils import timezone, translation

from exchange import lifecycle, made, work
from exchange.models import Chunk, Import, State, WrittenRows
from exchange.models.imports import UNDONE_WITHIN

logger = logging.getLogger(__name__)
MARKED_KEPT = timedelta(hours=12)
# The row waits for the sweep; the person who asked does not wait for the queue.
ONE_SHORT_TRY = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}


@shared_task
def run(upload_id: int) -> None:
    work.run(upload_id)


@shared_task
def mark(upload_id: int, language: str) -> None:
    """Asked for once more by whoever does not find the file yet."""
    if upload := Import.objects.select_related("table").filter(pk=upload_id).first():
        with translation.override(language):
            made.make(upload)


def ring(upload_id: int) -> None:
    """The row waits, and the sweep rings again."""
    tell(run, upload_id)


def tell(task: Task, upload_id: int, *more: str) -> None:
    """A broker that is down costs the person nothing."""
    try:
        with task.app.connection_for_write(transport_options=ONE_SHORT_TRY) as queue:
            task.apply_async((upload_id, *more), retry=False, connection=queue)
    except Exception:
        logger.warning("import %s: no worker could be told yet", upload_id, exc_info=True)


# A sweep that waited its whole period is stale: the next one is there already.
@shared_task(expires=15)
def sweep() -> None:
    work.give_up_lost()
    for upload_id in lifecycle.due():
        run.delay(upload_id)


@shared_task
def sweep_old() -> None:
    """When nothing can be taken back any more, of a file only the numbers stay; of one never written, nothing."""
    long_ago = timezone.now() - UNDONE_WITHIN
    idle = Import.objects.filter(sent_at__lt=long_ago)
    idle.filter(state__in=[State.WAITING, State.PREVIEWED, State.FAILED]).delete()
    over = Import.objects.filter(written_at__lt=long_ago, state__in=[State.COMMITTED, State.UNDONE])
    made.remove_older_than(timezone.now() - MARKED_KEPT)
    Chunk.objects.filter(table__upload__in=over).delete()
    WrittenRows.objects.filter(upload__in=over).delete()
