"""Memory is looked through less often for what refers to itself.

Rows come and go by the thousand, none refers to itself, and to look through them all took a sixth of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

USUAL = gc.get_threshold()
SELDOM = 50_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    gc.set_threshold(SELDOM, *USUAL[1:])
    try:
        yield
    finally:
        gc.set_threshold(*USUAL)
