"""Whatever interrupted a set-up or a first start, the next one makes it whole: nobody clears up by hand."""

import shutil
import signal
import sys
from pathlib import Path

import pytest
from django.conf import settings

from scripts import prepare
from scripts.serve import ROOT
from tests.scripts.commands import FOLDER_NAME, sh

# Stands in for Python: each step leaves what the real one leaves half-way, and kills the set-up where it is told to.
PYTHON = f"""#!/bin/bash
end_at() {{ if [[ ${{STOP_AT:-}} == "$1" ]]; then kill -9 $PPID; exit 1; fi; }}
case "$*" in
    "-m venv"*) echo venv >>calls; rm -rf .venv; mkdir -p .venv/bin .venv/lib; cp "$0" .venv/bin/python; end_at venv
        echo >.venv/lib/pip ;;
    "-m pip"*) [[ -e .venv/lib/pip ]] || exit 1; echo pip >>calls; echo half >.venv/lib/package; end_at pip
        echo whole >.venv/lib/package ;;
    "-m babel"*) echo babel >>calls; echo half >"${{*: -1}}"; end_at babel; echo whole >"${{*: -1}}" ;;
    "-m scripts.system_libraries") ;;
    *) exec "{sys.executable}" "$@" ;;
esac
"""
CATALOGUE = "locale/ui/vi/LC_MESSAGES/django"


@pytest.fixture
def copy(tmp_path: Path, tools: Path) -> Path:
    folder = tmp_path / FOLDER_NAME
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt", f"{CATALOGUE}.po"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (tools / "python3").write_text(PYTHON)
    (tools / "python3").chmod(0o755)
    return folder


def set_up(copy: Path, *words: str, stop_at: str = "") -> int:
    return sh(str(copy / "scripts/setup"), *words, PATH=str(copy.parent / "bin"), STOP_AT=stop_at).returncode


def calls(copy: Path) -> list[str]:
    """Which steps were taken since this was last asked."""
    log = copy / "calls"
    found = log.read_text().split() if log.exists() else []
    log.unlink(missing_ok=True)
    return found


def assert_whole(copy: Path) -> None:
    assert (copy / ".venv/lib/package").read_text() == "whole\n"
    assert (copy / f"{CATALOGUE}.mo").read_text() == "whole\n"
    calls(copy)
    assert set_up(copy) == 0
    assert calls(copy) == []


@pytest.mark.parametrize("step", ["venv", "pip", "babel"])
def test_a_set_up_killed_at_any_step_is_made_whole_by_the_next(copy, step):
    assert set_up(copy, stop_at=step) == -signal.SIGKILL
    assert set_up(copy) == 0
    assert_whole(copy)


def test_packages_that_were_being_changed_are_not_built_upon(copy):
    """Pip may take a package for installed whose files it had only begun to copy."""
    assert set_up(copy) == 0
    (copy / "requirements.txt").write_text("# changed\n")
    calls(copy)
    assert set_up(copy, stop_at="pip") == -signal.SIGKILL
    assert set_up(copy) == 0
    assert calls(copy) == ["pip", "venv", "pip"]
    assert_whole(copy)


@pytest.mark.parametrize(
    ("stamp", "again"), [("whole", ["venv", "pip"]), ("requirements.txt.sha256", ["pip"])], ids=lambda value: str(value)
)
def test_a_stamp_half_written_counts_as_none(copy, stamp, again):
    assert set_up(copy) == 0
    path = copy / ".venv" / stamp
    path.write_text(path.read_text()[:9])
    calls(copy)
    assert set_up(copy) == 0
    assert calls(copy) == again
    assert_whole(copy)


@pytest.mark.parametrize("name", ["pip", "package"])
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("")], ids=["gone", "cut short"])
def test_an_environment_that_lost_a_file_is_made_anew(copy, name, damage):
    assert set_up(copy) == 0
    damage(copy / ".venv/lib" / name)
    calls(copy)
    assert set_up(copy) == 0
    assert calls(copy) == ["venv", "pip"]
    assert_whole(copy)


def test_what_somebody_added_to_the_environment_stays(copy):
    assert set_up(copy) == 0
    (copy / ".venv/lib/debugger").touch()
    assert_whole(copy)
    assert (copy / ".venv/lib/debugger").exists()


def test_requirements_that_were_changed_and_changed_back_are_installed_again(copy):
    """Each kind has its stamp, and an installation of either changes what both speak of."""
    for words in ((), ("--dev",)):
        assert set_up(copy, *words) == 0
    before = (copy / "requirements.txt").read_text()
    (copy / "requirements.txt").write_text("# other versions\n")
    assert set_up(copy) == 0
    (copy / "requirements.txt").write_text(before)
    calls(copy)
    assert set_up(copy, "--dev") == 0
    assert calls(copy) == ["pip"]


def test_what_runs_is_there_with_what_checks_and_tests(copy):
    assert set_up(copy, "--dev") == 0
    assert_whole(copy)


def test_half_a_translation_never_has_the_name_of_a_whole_one(copy):
    assert set_up(copy) == 0
    (copy / f"{CATALOGUE}.mo").unlink()
    calls(copy)
    assert set_up(copy, stop_at="babel") == -signal.SIGKILL
    assert not (copy / f"{CATALOGUE}.mo").exists()
    assert set_up(copy) == 0
    assert_whole(copy)


def test_static_files_collected_by_half_are_collected_again(monkeypatch, tmp_path):
    """Even when the files are meanwhile what they were when all of them had been collected."""
    collected = []
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    monkeypatch.setattr(prepare, "call_command", lambda *words, **options: collected.append(words))
    prepare.collect_static()

    def interrupted(*words, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(prepare, "static_signature", lambda: "other files")
        patch.setattr(prepare, "call_command", interrupted)
        with pytest.raises(KeyboardInterrupt):
            prepare.collect_static()
    prepare.collect_static()
    assert collected == [("collectstatic",)] * 2
