from types import SimpleNamespace

import pytest

from ui.seen import seen

FIELDS = ("number", "content")


@pytest.mark.parametrize(
    ("before", "after"),
    [(("1", "2|3"), ("1|2", "3")), (("", None), ("", "None")), ((1, ""), ("1", "")), (("a", "b"), ("b", "a"))],
)
def test_what_differs_is_never_seen_as_the_same(before, after):
    was, now = (SimpleNamespace(number=number, content=content) for number, content in (before, after))
    assert seen(was, FIELDS) != seen(now, FIELDS)


def test_what_stands_in_other_fields_is_not_seen():
    was, now = (SimpleNamespace(number="1", content="", decided=decided) for decided in (False, True))
    assert seen(was, FIELDS) == seen(now, FIELDS)


def test_the_longest_text_fits_into_a_form():
    assert len(seen(SimpleNamespace(number="1", content="ế" * 100_000), FIELDS)) == 64
