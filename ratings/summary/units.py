"""The columns of forms 7A and 7B: the types of unit that they tell apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.functions import Substr
from django.db.models.lookups import In
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, UnitType
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.models import RatingYear
from ratings.register import reading

UNTOLD = "untold"


@dataclass(frozen=True)
class UnitColumn:
    """`part`: counted in the column before it already."""

    code: str
    title: Promise | str
    types: tuple[str, ...]
    part: bool = False


T = UnitType
COLUMNS = (
    UnitColumn("commune", _("Communes"), (T.COMMUNE,)),
    UnitColumn("ward", _("Wards, townships"), (T.WARD, T.TOWNSHIP)),
    UnitColumn("state", _("State enterprises"), (T.STATE,)),
    UnitColumn("joint_stock", _("Joint-stock companies"), (T.STATE_MAJORITY, T.STATE_MINORITY, T.JOINT_STOCK)),
    UnitColumn("private", _("Private enterprises"), (T.PRIVATE, T.LIMITED, T.PARTNERSHIP)),
    UnitColumn("foreign", _("Enterprises with foreign capital"), (T.FOREIGN, T.FOREIGN_WHOLE)),
    UnitColumn("foreign_whole", _("of them all capital foreign"), (T.FOREIGN_WHOLE,), part=True),
    UnitColumn("agency", _("Administrative agencies"), (T.AGENCY, T.PARTY_BODY)),
    UnitColumn("service", _("Public service units"), (T.SERVICE,)),
    UnitColumn("forces", _("Army, police"), (T.FORCES,)),
    UnitColumn("other", _("Other types"), (T.OTHER,)),
    UnitColumn(UNTOLD, _("Type not told yet"), ("",)),
)
BY_CODE = {column.code: column for column in COLUMNS}


def of_unit(rating_year: RatingYear, code: str, path_field: str) -> In:
    """The condition on `path_field`: a grassroots organisation of the column's types, or something below one."""
    grassroots = reading.places(rating_year).filter(
        kind__in=Organization.Kind.grassroots(), unit_type__in=BY_CODE[code].types
    )
    return In(Substr(path_field, 1, GRASSROOTS_LENGTH), grassroots.order_by().values("path"))
