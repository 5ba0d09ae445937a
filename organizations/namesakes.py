"""Organisations of one name, "Chi bộ Văn phòng", told apart by what each belongs to."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When
from django.utils.text import capfirst

from organizations.models import Organization

_KIND = re.compile(r"^(Đảng bộ|Chi bộ)( cơ sở| bộ phận)?\s+(?=\w)", re.IGNORECASE)


def under(place: str = "") -> Case:
    """For annotate(under=…): what an organisation belongs to, where others of its name belong elsewhere.

    `place`: the way to the organisation ("organization__"). The names are gathered once for all rows.
    """
    parents = Organization.objects.order_by().values("name").annotate(parents=Count("parent", distinct=True))
    several = parents.filter(parents__gt=1).values("name")
    told = When(**{f"{place}name__in": several}, then=F(f"{place}parent__name"))
    return Case(told, default=Value(""), output_field=CharField())


def named_apart(row: Any) -> str:
    """Of an organisation, or of a row that is of one, annotated with `under`."""
    return apart(getattr(row, "organization", row).name, row.under)


def apart(name: str, under: str) -> str:
    return f"{name} ({shortened(under)})" if under else name


def shortened(name: str) -> str:
    """Without its kind: "Sở Lá Bàng" of "Đảng bộ Sở Lá Bàng"."""
    return capfirst(_KIND.sub("", name))
