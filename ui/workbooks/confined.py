"""A process of its own, within limits, for files that nobody vouches for: it may be killed without harm."""

import resource
import sys
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
START = "import sys, importlib; sys.path += sys.argv[2:]; importlib.import_module(sys.argv[1]).main()"


def confine(*, memory: int, cpu_seconds: int, file_bytes: int = 0) -> None:
    """Called by the child before it reads anything. It writes no files but what it was handed open."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))


def answered(module: str, content: bytes, answer: IO[bytes], *, seconds: int) -> bool:
    """Whether main() of the module came to an answer; whatever else happens to it (memory, time, a crash) is none.

    The module gets the content on standard input and writes to standard output, which is `answer`.
    """
    # Not at the top: the child, which runs nothing, starts without them.
    from site import getsitepackages
    from subprocess import DEVNULL, PIPE, Popen
    from threading import Timer

    command = [sys.executable, "-I", "-S", "-c", START, module, str(ROOT), *getsitepackages()]
    with Popen(command, stdin=PIPE, stdout=answer, stderr=DEVNULL, env={}) as process:
        # With a time limit of its own, Popen would look every 50 ms whether the child has ended.
        late = Timer(seconds, process.kill)
        late.start()
        try:
            process.communicate(content)
        finally:
            late.cancel()
            process.kill()
    return process.returncode == 0
