"""What `--dist loadgroup` is trusted with: with pytest 9.2 and xdist 3.8 it groups nothing, and says nothing of it."""

import pytest


@pytest.fixture(scope="module")
def prepared() -> None:
    """What costs seconds, elsewhere."""


@pytest.mark.usefixtures("prepared")
def test_what_a_file_prepares_goes_to_one_process(request: pytest.FixtureRequest) -> None:
    grouped = request.config.getoption("loadgroup", default=False)
    assert request.node.nodeid.endswith("@test_processes.py") == grouped
