import pytest

from portal.setup import code, emptiness


@pytest.fixture
def empty(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal in which nobody and nothing is, in a process that has not asked yet."""
    monkeypatch.setattr(emptiness, "_is_set_up", False)
    monkeypatch.setattr(code, "_is_announced", False)
