"""Published figures and plans as kinds of import. They belong to the root, wherever in it the person stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from organizations.models import Organization
from organizations.tree import STEP
from reports.importing import plans, published
from reports.importing.columns import PLANS, PUBLISHED
from reports.importing.records import Records


def _root(scope: Scope) -> Organization:
    return Organization.objects.get(path=scope.path[:STEP])


class OfRoot(Kind):
    permission = Permission.MANAGE_RATING_YEARS
    records: ClassVar[Records]

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        return self.records.write(changes, _root(scope))

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return self.records.touched(written, _root(scope))

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        self.records.undo(written)

    def stamp(self, scope: Scope) -> str:
        root = _root(scope)
        terms = root.terms.order_by("pk").values_list("pk", "code", "first_year", "last_year")
        return self.records.stamp(root, root.pk, *terms)


class PublishedFigures(OfRoot):
    code = "published"
    title = _("Published figures")
    columns = PUBLISHED
    home = "reports:published"
    home_title = _("Published figures")
    file_name = "mau-so-lieu-da-cong-bo"
    guide = (
        _("One row for each figure that a document has published of a term or a year."),
        _("The figure stands in one cell, with the word before it, as it was published."),
    )
    examples = (
        {
            "indicator": "Đảng viên được kết nạp",
            "when": "2015-2020",
            "figure": "1.062",
            "document": "Báo cáo số 12-BC/ĐU",
            "day": "20/08/2020",
        },
    )
    records = published.RECORDS

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        return published.judge(rows, _root(scope))


class Plans(OfRoot):
    code = "plans"
    title = _("Plans by year")
    columns = PLANS
    home = "reports:plans"
    home_title = _("Plans by year")
    file_name = "mau-ke-hoach-tung-nam"
    guide = (_("One row for each indicator and year."),)
    examples = ({"indicator": "Đảng viên được kết nạp", "year": "2024", "value": "160"},)
    records = plans.RECORDS

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        return plans.judge(rows, _root(scope))

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        written = list(super().write(changes, scope, by))
        plans.note_first(written, _root(scope), by)
        yield from written

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        rows = list(written)
        yield from super().touched(rows, scope)
        yield from plans.closed_since(rows, _root(scope))

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        rows = list(written)
        super().undo(rows, scope, by)
        plans.forget_first(rows, _root(scope))

    def stamp(self, scope: Scope) -> str:
        closed = plans.closed_for(_root(scope))
        told = (super().stamp(scope), sorted(closed.years), sorted(closed.settled))
        return sha256(repr(told).encode()).hexdigest()
