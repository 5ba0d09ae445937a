"""Messages as files in a folder, for a portal without Redis: kombu's filesystem transport, with files whole or absent.

kombu gives a file its final name and then writes it. A worker that looks in between (measured: for one message
in some 600) reads an empty file, takes it for an error that cannot be mended, and exits.
"""

import logging
import time
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "folder"
logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Under a name that belongs to no queue, then renamed."""
        path = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid4()}.{queue}.msg"
        temporary = path.with_suffix(".tmp")
        temporary.write_text(dumps(payload), encoding="utf-8")
        temporary.replace(path)

    def _get(self, queue: str, timeout: Any = None) -> Any:
        """A file that is no message, left by a full disk perhaps, is taken away like one and costs no worker."""
        try:
            return super()._get(queue)
        except ValueError:
            logger.warning("a file in the queue %s was no message", queue)
            raise Empty from None


class Transport(filesystem.Transport):
    Channel = Channel


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
