"""The migration that gave years to roots, on data from before."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import factories

BEFORE = [
    ("organizations", "0007_letterheads"),
    ("ratings", "0024_names_of_roots"),
    ("reports", "0003_nothing_unknown_passes"),
]
NOW = [("ratings", "0025_years_of_roots"), ("reports", "0004_terms_of_roots")]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("migrations of years")]


@pytest.fixture
def old(transactional_db):
    """Apps as they were; everything comes back to today afterwards."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps
    MigrationExecutor(connection).migrate(leaves)


def migrated():
    executor = MigrationExecutor(connection)
    executor.migrate(NOW)
    return executor.loader.project_state(NOW).apps


def organization(apps, path, parent=None, **values):
    kind = "grassroots_cell" if parent else "bloc"
    rows = apps.get_model("organizations", "Organization").objects
    return rows.create(
        code=path, name=f"Tổ chức {path}", kind=kind, parent=parent, path=path, opened_on=date(2010, 1, 1), **values
    )


def year(apps, number, **values):
    days = dict.fromkeys(("opens_on", "cells_due_on", "grassroots_due_on", "closes_on"), date(number, 12, 1))
    return apps.get_model("ratings", "RatingYear").objects.create(year=number, rule_set="qd124", **days, **values)


def sheet(apps, of, place):
    return apps.get_model("ratings", "Sheet").objects.create(rating_year=of, organization=place, path=place.path)


def test_a_year_goes_to_the_root_with_its_sheets_else_to_the_first_open_one(old):
    closed = organization(old, "0001", closed_on=date(2019, 7, 1))
    organization(old, "0002")
    third = organization(old, "0003")
    sheet(old, year(old, 2018), organization(old, "00010001", closed))
    sheet(old, year(old, 2023), organization(old, "00030001", third))
    year(old, 2024)

    apps = migrated()

    years = apps.get_model("ratings", "RatingYear").objects.order_by("year").values_list("year", "root__path")
    assert list(years) == [(2018, "0001"), (2023, "0003"), (2024, "0002")]


def test_a_year_of_two_roots_is_given_to_each_with_what_hangs_on_it(old):
    first, second = organization(old, "0001"), organization(old, "0002")
    ours, theirs = organization(old, "00010001", first), organization(old, "00020001", second)
    common = year(old, 2024, cap_enforced=True, state="open")
    for place in (ours, organization(old, "00010002", first), theirs):
        sheet(old, common, place)
    by = factories.UserFactory()
    recorded = {"rating_year": common, "recorded_by_id": by.pk}
    old.get_model("ratings", "LocalDocument").objects.create(
        **recorded, number="1-QĐ", body="Đảng ủy", issued_on=date(2024, 1, 1), abstract="C"
    )
    session = {"held_on": date(2024, 12, 30), "participants": "A", "minutes": "B"}
    old.get_model("ratings", "CalibrationSession").objects.create(**recorded, organization=second, **session)
    term = {"code": "2020-2025", "starts_on": date(2020, 9, 1), "ends_on": date(2025, 8, 31)}
    made = old.get_model("reports", "Term").objects.create(**term, first_year=2020, last_year=2024)
    made.targets.create(position=1, indicator="admissions", comparison="ge", low=700, period="whole_term")
    old.get_model("reports", "Plan").objects.create(year=2024, indicator="admissions", value=150)
    asked = {"requested_by_id": by.pk, "snapshot": {}, "snapshot_sha256": "0" * 64}
    reports = old.get_model("reports", "Report").objects
    reports.create(kind="term", term=made, organization=second, **asked)
    reports.create(kind="year", rating_year=common, organization=theirs, **asked)

    apps = migrated()

    at_first, at_second = apps.get_model("ratings", "RatingYear").objects.order_by("root__path")
    assert [at_first.root.path, at_second.root.path] == ["0001", "0002"]
    assert at_first.pk == common.pk
    assert (at_second.cap_enforced, at_second.state) == (True, "open")
    assert sorted(at_second.sheets.values_list("organization__path", flat=True)) == ["00020001"]
    assert at_first.sheets.count() == 2
    assert [each.local_documents.count() for each in (at_first, at_second)] == [1, 1]
    assert at_second.calibration_sessions.count() == 1
    terms = apps.get_model("reports", "Term").objects.order_by("root__path")
    assert [(each.root.path, each.targets.get().low) for each in terms] == [("0001", 700), ("0002", 700)]
    assert apps.get_model("reports", "Plan").objects.count() == 2
    report_of_term, report_of_year = apps.get_model("reports", "Report").objects.order_by("kind")
    assert report_of_term.term.root.path == "0002"
    assert report_of_year.rating_year_id == at_second.pk


def test_without_an_organisation_nothing_is_left_that_could_belong_to_none(old):
    year(old, 2024)
    old.get_model("reports", "Plan").objects.create(year=2024, indicator="admissions", value=150)

    apps = migrated()

    assert not apps.get_model("ratings", "RatingYear").objects.exists()
    assert not apps.get_model("reports", "Plan").objects.exists()
