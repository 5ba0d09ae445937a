import pytest

from tests.at_once import at_once


class Refused(Exception):
    pass


def refuse() -> None:
    raise Refused


def test_who_was_refused_is_told_by_place():
    done, refused = at_once(lambda: None, refuse, refused_by=(Refused,))
    assert done is None
    assert isinstance(refused, Refused)


def test_what_breaks_is_no_success():
    with pytest.raises(ExceptionGroup) as told:
        at_once(refuse, lambda: 1 / 0, refused_by=(Refused,))
    assert told.group_contains(ZeroDivisionError)
    assert not told.group_contains(Refused)
