"""Cells of one name in two committees."""

from __future__ import annotations

import pytest

from organizations.models import Organization
from tests import factories

ONE, OTHER = "Chi bộ Văn phòng (Sở Lá Bàng)", "Chi bộ Văn phòng (Sở Sim)"


@pytest.fixture
def bloc() -> Organization:
    return factories.OrganizationFactory(name="Đảng bộ Khối")


@pytest.fixture
def cells(bloc: Organization) -> list[Organization]:
    """And one beside them that needs no committee to be known by."""
    committees = [factories.committee(bloc, name=f"Đảng bộ {name}") for name in ("Sở Lá Bàng", "Sở Sim")]
    factories.cell(committees[0], name="Chi bộ Kế toán")
    return [factories.cell(one, name="Chi bộ Văn phòng") for one in committees]
