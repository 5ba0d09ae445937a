"""What is called from outside Python stands in scripts/programs.txt, so that a new machine gets it installed."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import programs
from scripts.serve import ROOT
from tests import outside_programs
from tests.shell_commands import commands

FOLDERS = (*(path for path in ROOT.iterdir() if (path / "__init__.py").exists()), ROOT / "benchmarks")
STARTERS = {"run", "Popen", "call", "check_call", "check_output", "create_subprocess_exec", "execv", "execvp", "which"}


def shell_scripts() -> list[Path]:
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]
    return [path for path in (*scripts, ROOT / ".ci/run") if "bash" in path.read_text(encoding="utf-8").split("\n")[0]]


@pytest.mark.parametrize("script", shell_scripts(), ids=lambda path: path.name)
def test_a_script_calls_what_is_listed(script):
    """Of the words where a command may stand, those that are programs on this machine."""
    called = commands(script.read_text(encoding="utf-8"))
    assert {name for name in called if shutil.which(name)} - programs.listed().keys() == set()


def test_a_command_is_found_wherever_it_may_stand():
    script = """
        said="the $(one --of "$(two)" | three) end"  # not this
        if four; then A=1 five && ! six; fi; (seven); { eight; } || nine "ten; it's ten" \\
            eleven 'twelve; twelve' | exec thirteen
        fourteen=(fifteen)
    """
    expected = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "thirteen", "fifteen"}
    assert commands(script) - {"if", "then", "fi", "exec"} == expected


def first_words() -> Iterator[tuple[str, str]]:
    """Programs that are written out where they are started, with the place."""
    for path in (path for folder in FOLDERS for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in STARTERS and node.args:
                first = node.args[0]
                first = first.elts[0] if isinstance(first, ast.List | ast.Tuple) and first.elts else first
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def test_programs_are_taken_from_the_list():
    """By `programs.program(name)`, which says what to install where they are missing."""
    assert dict(first_words()) == {}


def test_every_program_of_the_list_says_its_package_and_what_for():
    for row in programs.rows():
        assert row.needed_by in {"venv", "run", "test", "check", "bare", "clone", "always"}
        assert row.purpose


def test_what_is_not_listed_is_refused_by_name():
    with pytest.raises(programs.NotListed, match="a-program-nobody-installs"):
        programs.program("a-program-nobody-installs")


def test_what_is_not_installed_is_said_with_its_package(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    with pytest.raises(FileNotFoundError, match="apt-get install qpdf"):
        programs.program("qpdf")


@pytest.mark.parametrize("name", ["whoami", "/usr/bin/whoami"])
def test_a_test_that_starts_what_is_not_listed_is_red(name):
    with pytest.raises(programs.NotListed, match="whoami"):
        subprocess.run([name], check=False)


def test_python_and_what_a_test_wrote_need_no_package(tmp_path):
    outside_programs.check(sys.executable)
    outside_programs.check(str(tmp_path / "whoami"))
