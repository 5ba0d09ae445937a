from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from portal.setup import emptiness
from scripts.serve import Child
from tests import outside_programs, undefined_variables
from tests import world as small_world
from tests.servers import start_worker
from tests.world import World

HERE = Path(__file__).parent
# They cost minutes or need programs beside Python: `scripts/test` runs them, plain pytest only when they are named.
LONG = {
    "browser": HERE / "browser",
    "faults": HERE / "faults",
    "scripts": HERE / "scripts",
}


def pytest_configure(config: pytest.Config) -> None:
    outside_programs.refuse_unlisted()
    undefined_variables.forbid(below=settings.BASE_DIR / "templates")


def prepared_once_for(item: pytest.Item) -> Path | None:
    """The file or the folder whose tests share a fixture, if they do."""
    found = item._fixtureinfo.name2fixturedefs.values() if isinstance(item, pytest.Function) else ()
    scopes = {fixtures[-1].scope for fixtures in found}
    if "package" in scopes:
        return item.path.parent
    return item.path if "module" in scopes else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        # What is prepared once for several tests is prepared once: with --dist loadgroup they all go to one process.
        if shared := prepared_once_for(item):
            item.add_marker(pytest.mark.xdist_group(str(shared.relative_to(HERE))))
    named = [Path(argument.split("::")[0]).absolute() for argument in config.args]
    for mark, place in LONG.items():
        wanted = mark in (config.option.markexpr or "") or any(path.is_relative_to(place) for path in named)
        for item in items:
            if not item.path.is_relative_to(place):
                continue
            item.add_marker(mark)
            if not wanted:
                item.add_marker(pytest.mark.skip(reason=f"run with: pytest -m {mark}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    for mark in sorted({mark for report in skipped for mark in LONG if mark in report.keywords}):
        terminalreporter.write_line(f"LEFT OUT: tests marked {mark}. Run them with: pytest -m {mark}", yellow=True)


@pytest.fixture(autouse=True)
def only_listed_programs() -> Iterator[None]:
    """A test that starts another is red, even where the code that it calls goes on without it."""
    yield
    assert outside_programs.refused() == []


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Each test starts in the portal's own language, whatever the one before it switched to."""
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def set_up_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests ask for a page of a portal in which nobody is, and mean that page, not the set-up."""
    monkeypatch.setattr(emptiness, "_is_set_up", True)


@pytest.fixture
def world(db: None) -> World:
    return small_world.build()


@pytest.fixture(scope="session")
def _worker(django_db_setup: None) -> Iterator[Child]:
    with start_worker() as worker:
        yield worker


@pytest.fixture
def worker_process(transactional_db: None, _worker: Child, settings) -> Child:
    """A Celery worker in a process of its own that sees what the test commits, and the same files."""
    settings.MEDIA_ROOT = settings.VAR_DIR / "files"
    return _worker


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
