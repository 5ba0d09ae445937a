"""Several people at the same time, each with a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def at_once(*deeds: Callable[[], object], refused_by: tuple[type[Exception], ...]) -> list[BaseException | None]:
    """Run them together: how each was refused, or None. Whatever else one of them raises is raised here."""
    start, raised = Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int, deed: Callable[[], object]) -> None:
        try:
            start.wait()
            deed()
        except BaseException as error:
            raised[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if unexpected := [error for error in raised if error is not None and not isinstance(error, refused_by)]:
        raise BaseExceptionGroup("not refused, but broken", unexpected)
    return raised
