from datetime import date
from itertools import product

import pytest

from inspections import matrix
from inspections.acts import EVERY_BASIS, NO_SUSPICION, SUSPICION, Acts
from inspections.models import Body, Case
from tests import factories

pytestmark = pytest.mark.django_db
INSPECTION, SUPERVISION = Case.Kind.INSPECTION, Case.Kind.SUPERVISION


@pytest.fixture
def bloc():
    return factories.OrganizationFactory()


def open_case(bloc, *, of_member=False, body=Body.CELL, kind=INSPECTION, basis=Case.Basis.PROGRAMME, **given) -> Case:
    return factories.CaseFactory(
        kind=kind,
        basis=basis,
        body=body,
        organization=bloc,
        acting_organization=bloc,
        member=factories.member_of(bloc) if of_member else None,
        **given,
    )


def begun(bloc, first: date, last: date):
    return Case.objects.below(bloc).filter(opened_on__range=(first, last))


def every_kind(bloc) -> list[Case]:
    kinds = [(INSPECTION, basis) for basis in Case.Basis] + [(SUPERVISION, basis) for basis in NO_SUSPICION]
    return [
        open_case(bloc, kind=kind, basis=basis, body=body, of_member=of_member)
        for (kind, basis), body, of_member in product(kinds, (Body.CELL, Body.SUPERIOR_COMMISSION), (False, True))
    ]


def test_acts_are_the_same_to_the_database_and_to_rows_already_read(bloc):
    cases = every_kind(bloc)
    for kind, bases, of_members, bodies in product(
        Case.Kind, (EVERY_BASIS, SUSPICION, NO_SUSPICION), (False, True), (Body.commissions(), tuple(Body))
    ):
        acts = Acts(kind, bases, of_members, bodies)
        covered = {case.pk for case in cases if acts.covers(*row_of(case))}
        assert set(Case.objects.filter(acts.condition).values_list("pk", flat=True)) == covered


def row_of(case: Case) -> tuple[str, str, str, bool]:
    return case.kind, case.body, case.basis, case.member_id is not None


def test_each_act_stands_in_one_column_of_the_matrix(bloc):
    cases = every_kind(bloc)
    on = [acts for _label, acts in matrix.COLUMNS]
    for case in cases:
        assert [acts.covers(*row_of(case)) for acts in on].count(True) == 1
    rows = matrix.acts(begun(bloc, date.min, date.max))
    assert [row.body for row in rows] == [Body.SUPERIOR_COMMISSION, Body.CELL]
    assert sum(sum(row.counts) for row in rows) == len(cases)


def test_the_matrix_says_what_each_number_counts(bloc):
    for of_member, kind, basis in (
        (False, INSPECTION, Case.Basis.DUTY),
        (True, INSPECTION, Case.Basis.SUSPECTED_VIOLATION),
        (True, SUPERVISION, Case.Basis.PROGRAMME),
    ):
        open_case(bloc, of_member=of_member, kind=kind, basis=basis)
    [row] = matrix.acts(begun(bloc, date.min, date.max))
    assert [count for _label, count in row.labelled] == [1, 0, 0, 1, 0, 1]
    assert [label for label, count in row.labelled if count] == [
        "Kiểm tra, tổ chức",
        "Khi có dấu hiệu vi phạm, đảng viên",
        "Giám sát, đảng viên",
    ]


def test_only_acts_of_the_days_asked_for(bloc):
    open_case(bloc, opened_on=date(2024, 3, 1))
    assert matrix.acts(begun(bloc, date(2024, 3, 1), date(2024, 3, 1)))
    assert not matrix.acts(begun(bloc, date(2024, 3, 2), date(2024, 12, 31)))
