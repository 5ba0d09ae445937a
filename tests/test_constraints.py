"""A check that a database takes for passed is true: one that meets an empty column must not end in "unknown"."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from inspections.models import Case
from ratings.models import OrganizationRating
from reports.models import Target
from tests import factories
from tests.inspections import cases

pytestmark = pytest.mark.django_db

CHECKS = [
    pytest.param(model, constraint.condition, id=constraint.name)
    for model in apps.get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
]


def values_of(field: models.Field) -> list[Any]:
    """What makes a difference to a check, and nothing at all where the column may be empty."""
    if isinstance(field, models.BooleanField):
        values: list[Any] = [False, True]
    elif isinstance(field, models.DateField):
        values = [date(2024, 1, 1), date(2024, 6, 1)]
    else:
        values = [value for value, _label in field.flatchoices] or _plain_values(field)
    return [*values, None] if field.null else values


def _plain_values(field: models.Field) -> list[Any]:
    return ["", "x"] if isinstance(field, models.CharField | models.TextField) else [1, 4]


def rows(model: type[models.Model], condition: Q) -> Iterator[dict[str, Any]]:
    names = sorted(condition.referenced_base_fields)
    fields = [model._meta.get_field(name) for name in names]
    for values in product(*map(values_of, fields)):
        yield {field.name: _typed(field, value) for field, value in zip(fields, values, strict=True)}


def _typed(field: models.Field, value: Any) -> Value:
    """Of an empty column a database must be told the type."""
    return Value(value, output_field=getattr(field, "target_field", field))


def is_true(condition: Q, row: dict[str, Any]) -> bool:
    return Q(Coalesce(condition, Value(False), output_field=models.BooleanField())).check(row)


@pytest.mark.parametrize(("model", "condition"), CHECKS)
def test_a_check_is_never_passed_by_being_unknown(model, condition):
    assert [row for row in rows(model, condition) if condition.check(row) and not is_true(condition, row)] == []


CONCLUDED = {"concluded_on": date(2024, 3, 1)}


@pytest.mark.parametrize(
    "answers",
    [
        {"discipline_required": True},
        {"discipline_applied": True},
        {**CONCLUDED, "violation_found": True, "discipline_applied": True},
        {**CONCLUDED, "violation_found": False, "discipline_required": True},
        {**CONCLUDED, "violation_found": False, "discipline_applied": True},
    ],
)
def test_the_database_refuses_a_discipline_that_nothing_required(world, answers):
    case = cases.open_case(world, opened_on="2024-02-01")
    with pytest.raises(IntegrityError, match=r"case_(applied_only_if_required|required_only_after_violation)"):
        Case.objects.filter(pk=case.pk).update(**answers)


def test_the_database_refuses_an_old_name_without_its_level(world):
    sheet = factories.SheetFactory(organization=world.own_cell)
    rating = OrganizationRating.objects.create(sheet=sheet)
    with pytest.raises(IntegrityError, match="organizationrating_legacy_maps_to_level"):
        OrganizationRating.objects.filter(pk=rating.pk).update(legacy_level="model")


def test_the_database_refuses_a_target_between_a_bound_and_none(world):
    target = Target.objects.filter(comparison="between").first()
    with pytest.raises(IntegrityError, match="target_bounds_fit_comparison"):
        Target.objects.filter(pk=target.pk).update(high=None)


@pytest.fixture
def unchecked(db):
    """As before the migration: the database asks none of these checks."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        return
    connection.check_constraints()  # PostgreSQL alters no table whose rows still wait for their check
    with connection.cursor() as cursor:
        for model in (Case, OrganizationRating, Target):
            for constraint in model._meta.constraints:
                if isinstance(constraint, models.CheckConstraint):
                    cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {constraint.name}")
    yield


def mend(migration: str) -> None:
    import_module(migration).mend(apps, None)


@pytest.mark.parametrize(
    ("stored", "mended"),
    [
        ((None, True, True), (None, None, None)),
        ((True, None, True), (True, True, True)),
        ((False, None, True), (False, None, None)),
        ((True, True, None), (True, True, None)),
    ],
)
def test_answers_that_passed_before_are_mended(world, unchecked, stored, mended):
    names = ("violation_found", "discipline_required", "discipline_applied")
    case = cases.open_case(world)
    Case.objects.filter(pk=case.pk).update(**dict(zip(names, stored, strict=True)))
    mend("inspections.migrations.0005_nothing_unknown_passes")
    assert Case.objects.values_list(*names).get(pk=case.pk) == mended


@pytest.mark.parametrize(("reason", "mended"), [("", ("good", 3)), ("new_organization", ("", None))])
def test_an_old_name_that_passed_before_gets_its_level(world, unchecked, reason, mended):
    rating = OrganizationRating.objects.create(
        sheet=factories.SheetFactory(organization=world.own_cell), legacy_level="good", not_rated_reason=reason
    )
    mend("ratings.migrations.0007_nothing_unknown_passes")
    assert OrganizationRating.objects.values_list("legacy_level", "level").get(pk=rating.pk) == mended


def test_a_bound_that_passed_before_is_met_from_it_on(world, unchecked):
    target = Target.objects.filter(comparison="between").first()
    Target.objects.filter(pk=target.pk).update(high=None)
    mend("reports.migrations.0003_nothing_unknown_passes")
    assert Target.objects.get(pk=target.pk).comparison == "ge"
