"""`scripts/check`: everything, or before a commit what takes seconds."""

from tests.scripts.commands import sh


def test_the_fast_check_before_a_commit_leaves_out_what_takes_long():
    done = sh("scripts/check", "--fast")
    looked_at = {line.split(maxsplit=1)[1].split(" (")[0] for line in done.stdout.splitlines()}
    assert looked_at == {"lint", "format", "arrows between packages", "format of templates", "lint of templates"}
    assert done.returncode == 0


def test_check_refuses_a_word_it_does_not_know():
    done = sh("scripts/check", "--quick")
    assert done.returncode == 1
    assert "--fast" in done.stderr
