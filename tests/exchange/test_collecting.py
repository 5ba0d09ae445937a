import gc

import pytest

from exchange.collecting import SELDOM, USUAL, seldom_collected


@pytest.mark.parametrize("times", [1, 2])
def test_while_rows_are_gone_through_memory_is_looked_through_seldom_and_then_as_usual(times):
    for _each in range(times):
        with seldom_collected():
            assert gc.get_threshold()[0] == SELDOM
        assert gc.get_threshold() == USUAL


def test_an_error_changes_nothing_of_that():
    with pytest.raises(ZeroDivisionError), seldom_collected():
        raise ZeroDivisionError
    assert gc.get_threshold() == USUAL
