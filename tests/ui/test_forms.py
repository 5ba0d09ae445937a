import pytest

from ui.forms import PlainTextField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("một\r\nhai", "một\nhai"), ("một\rhai", "một\nhai"), ("một\n\nhai", "một\n\nhai"), (" \r\n ", ""), (None, "")],
)
def test_a_line_ends_alike_whatever_the_browser_sends(typed, kept):
    assert PlainTextField(required=False).clean(typed) == kept


def test_a_line_end_is_one_sign_of_the_limit():
    assert PlainTextField(max_length=3).clean("a\r\nb") == "a\nb"
