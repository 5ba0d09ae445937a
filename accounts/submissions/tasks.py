"""What the clock rings for."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Submission
from accounts.submissions.keys import LONGEST_OPEN


@shared_task
def sweep() -> None:
    """A key that is older is refused by its own date, so nobody asks for its row any more."""
    Submission.objects.filter(at__lt=timezone.now() - 2 * LONGEST_OPEN).delete()
