"""Sheets of their own for single stories, laid in the database of the running portal."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.servers import Portal

# A cell with its members, nothing entered yet, and two clerks who may sign in.
LAY_A_SHEET = """
from organizations.models import Organization
from demo.accounts import PASSWORD
from ratings.models import RatingYear, Sheet
from tests.factories import AssignmentFactory, UserFactory, grassroots_cell, member_of
bloc = Organization.objects.get(kind="bloc", closed_on=None)
cell = grassroots_cell(bloc, code="{code}", name="Chi bộ Phím {code}")
for number in range({members}):
    member_of(cell, code=f"{code}-{{number:02}}", full_name=f"Nguyễn Văn {code} {{number:02}}")
for username in ("{code}a", "{code}b"):
    user = UserFactory(username=username, full_name=f"Người nhập {{username}}")
    user.set_password(PASSWORD)
    user.save()
    AssignmentFactory(user=user, role="clerk", organization=cell)
Sheet.objects.create(rating_year=RatingYear.objects.get(year=2024), organization=cell)
print("cell", cell.pk)
"""


@dataclass(frozen=True)
class Laid:
    path: str
    clerks: tuple[str, str]


@pytest.fixture
def lay_a_sheet(portal_site: Portal) -> Callable[[str, int], Laid]:
    def lay(code: str, members: int) -> Laid:
        printed = portal_site.manage("shell", "-v", "0", "-c", LAY_A_SHEET.format(code=code, members=members))
        cell = printed.split("cell ")[1].split()[0]
        return Laid(f"/ratings/2024/{cell}/", (f"{code}a", f"{code}b"))

    return lay
