"""`scripts/setup`: says what it needs, and makes anew what was left half-made."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from scripts.serve import ROOT
from tests.scripts.commands import FOLDER_NAME, sh, write_program


@pytest.fixture
def fresh_copy(tmp_path: Path) -> Path:
    """The scripts and requirements without an environment, in a folder that needs quoting."""
    folder = tmp_path / FOLDER_NAME
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def test_setup_does_nothing_the_second_time_from_any_folder(tmp_path):
    link = tmp_path / FOLDER_NAME
    link.symlink_to(ROOT)
    assert sh(str(link / "scripts/setup"), "--dev", cwd=tmp_path).returncode == 0
    log = tmp_path / "pip.log"
    again = sh(str(link / "scripts/setup"), "--dev", cwd=tmp_path, PIP_LOG=str(log))
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert not log.exists()


def test_setup_refuses_a_word_it_does_not_know():
    done = sh("scripts/setup", "--devel")
    assert done.returncode == 1
    assert "--dev" in done.stderr


def test_setup_names_the_python_it_needs(fresh_copy, tools):
    write_program(tools, "python3", 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    done = sh(str(fresh_copy / "scripts/setup"), PATH=str(tools))
    assert done.returncode == 1
    assert "Python 3.11 or later; found: Python 3.9.2" in done.stderr
    assert not (fresh_copy / ".venv").exists()


def test_setup_takes_no_other_python_than_the_one_it_is_given(fresh_copy):
    done = sh(str(fresh_copy / "scripts/setup"), PYTHON="/nonexist")
    assert done.returncode == 1
    assert done.stderr.startswith("PYTHON=/nonexist is no Python 3.11 or later.")
    assert not (fresh_copy / ".venv").exists()


def python_without_venv(tools: Path) -> None:
    write_program(tools, "python3", f'case "$*" in *ensurepip*) exit 1 ;; esac\nexec "{sys.executable}" "$@"')


def test_setup_says_the_line_to_type_where_it_may_not_install(fresh_copy, tools):
    python_without_venv(tools)
    write_program(tools, "apt-get", "exit 100")
    write_program(tools, "sudo", "exit 1")
    done = sh(str(fresh_copy / "scripts/setup"), PATH=str(tools))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert f"apt-get install --no-install-recommends python{version}-venv" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs without asking")
def test_setup_installs_what_is_missing_where_it_may(fresh_copy, tools, tmp_path):
    python_without_venv(tools)
    write_program(tools, "apt-get", f'echo "$@" >>{tmp_path}/calls\nexit 100')
    sh(str(fresh_copy / "scripts/setup"), PATH=str(tools))
    assert "install -y --no-install-recommends python3." in (tmp_path / "calls").read_text()
