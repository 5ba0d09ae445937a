"""The trail speaks in words: every verb that the code writes has one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from accounts.trail.record import verb_words

APPS = ("accounts", "organizations", "members", "committees", "inspections", "ratings", "reports", "portal")


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _verbs_of_calls() -> Iterator[str]:
    for app in APPS:
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                    for keyword in node.keywords:
                        if keyword.arg == "verb":
                            yield from (part.value for part in ast.walk(keyword.value) if _is_text(part))


def test_every_verb_has_a_word():
    written = {verb for verb in _verbs_of_calls() if not verb.startswith(".") and not verb.endswith(".")}

    assert written - set(verb_words()) == set()
