"""Whether nobody and nothing is here yet. Who was set up once stays so: a process that knows it asks no more."""

from accounts.models import User
from organizations.models import Organization

_is_set_up = False


def is_empty() -> bool:
    return not (User.objects.exists() or Organization.objects.exists())


def is_known_to_be_set_up() -> bool:
    """Without a query."""
    return _is_set_up


def awaits_set_up() -> bool:
    """Costs a query or two until somebody is there, and then none."""
    global _is_set_up
    _is_set_up = _is_set_up or not is_empty()
    return not _is_set_up
