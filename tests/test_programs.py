"""What is called from outside Python stands in scripts/programs.txt, so that a new machine gets it installed."""

import ast
import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from scripts import programs
from scripts.serve import ROOT
from tests import outside_programs
from tests.shell_commands import commands

FOLDERS = (*(path for path in ROOT.iterdir() if (path / "__init__.py").exists()), ROOT / "benchmarks")
STARTERS = re.compile(
    r"run|Popen|call|check_call|check_output|getoutput|getstatusoutput|create_subprocess_(exec|shell)"
    r"|system|popen|(posix_)?spawn[lv]?p?e?|exec[lv]p?e?|which"
)


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


def first_words(code: str) -> Iterator[str]:
    """Programs that are written out where they are started."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and STARTERS.fullmatch(name := _name(node.func)):
            # Before its program, os.spawn… is told whether to wait.
            first = node.args[1:2] if name.startswith("spawn") else node.args[:1]
            named = [each.value for each in node.keywords if each.arg in ("args", "cmd", "executable", "file", "path")]
            yield from filter(None, map(_first_word, first + named))


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _first_word(given: ast.expr) -> str | None:
    match given:
        case ast.Constant(value=str(word)):
            return word
        case ast.List(elts=[first, *_]) | ast.Tuple(elts=[first, *_]) | ast.JoinedStr(values=[first, *_]):
            return _first_word(first)
        case ast.Starred(value=first) | ast.BinOp(left=first):
            return _first_word(first)
    return None


def test_programs_are_taken_from_the_list():
    """By `programs.program(name)`, which says what to install where they are missing."""
    files = [path for folder in FOLDERS for path in folder.rglob("*.py") if path != Path(__file__)]
    found = {path: set(first_words(path.read_text(encoding="utf-8"))) for path in files}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "code",
    [
        'subprocess.run(["whoami", "--version"])',
        'subprocess.run([*("whoami", "--version"), x])',
        'subprocess.Popen(args=("whoami",))',
        'subprocess.getoutput(f"whoami {x}")',
        'os.system("whoami " + x)',
        'os.popen("whoami")',
        'os.spawnlp(os.P_WAIT, "whoami", "whoami")',
        'os.posix_spawn("whoami", [], {})',
        'os.execlp("whoami", "whoami")',
        'asyncio.create_subprocess_shell("whoami")',
    ],
)
def test_a_program_is_found_wherever_it_is_written_out(code):
    assert [word.strip() for word in first_words(code)] == ["whoami"]


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


@pytest.fixture
def link(tmp_path: Path) -> Path:
    path = tmp_path / "cat"
    path.symlink_to(str(shutil.which("whoami")))
    return path


WAYS: dict[str, Callable[[], object]] = {
    "name": lambda: subprocess.run(["whoami"], check=False),
    "path": lambda: subprocess.run(["/usr/bin/whoami"], check=False),
    "path with ..": lambda: subprocess.run([f"{tempfile.gettempdir()}/../usr/bin/whoami"], check=False),
    "path in a folder": lambda: subprocess.run(["./whoami"], cwd="/usr/bin", check=False),
    "line": lambda: subprocess.run("exec whoami", shell=True, check=False),
    "words among quotes": lambda: subprocess.run("eval 'cat | `\"whoami\"`'", shell=True, check=False),
    "sh": lambda: subprocess.run(["sh", "-ec", "/usr/bin/whoami"], check=False),
    "bash": lambda: subprocess.run(["/bin/bash", "-o", "pipefail", "-c", "true && whoami"], check=False),
    "env": lambda: subprocess.run(["env", "-u", "HOME", "A=1", "whoami"], check=False),
    "env, a string": lambda: subprocess.run(["env", "-S", "A=1 whoami"], check=False),
    "setsid": lambda: subprocess.run(["setsid", "setpriv", "--nnp", "whoami"], check=False),
    "system": lambda: os.system("whoami"),
    "popen": lambda: os.popen("whoami"),
    "getoutput": lambda: subprocess.getoutput("whoami"),
    "asyncio": lambda: asyncio.run(asyncio.create_subprocess_shell("whoami")),
    "spawn": lambda: os.spawnlp(os.P_WAIT, "whoami", "whoami"),
    "posix_spawn": lambda: os.posix_spawn("/usr/bin/whoami", ["whoami"], {}),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_test_that_starts_what_is_not_listed_is_red_even_where_the_refusal_is_caught(way):
    with suppress(programs.NotListed):
        way()
    [said] = outside_programs.refused()
    assert said.startswith("whoami is not in programs.txt")


def test_a_link_with_the_name_of_what_is_listed_leads_to_what_is_not(link):
    with pytest.raises(programs.NotListed, match="whoami"):
        subprocess.run([link], check=False)
    assert len(outside_programs.refused()) == 1


def test_what_is_listed_may_be_handed_on(tmp_path):
    (tmp_path / "own").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "own").chmod(0o755)
    subprocess.run(["env", "A=1", "setsid", "sh", "-c", f"cat /dev/null | {tmp_path}/own"], check=True)


def test_python_and_what_a_test_wrote_need_no_package(tmp_path):
    outside_programs.check(sys.executable)
    (tmp_path / "whoami").touch()
    outside_programs.check(str(tmp_path / "whoami"))
