"""A term is entered, changed, ended early and continued; its targets are added, changed, removed."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from organizations.models import Lineage
from reports.models import Report, Target, Term
from reports.terms import usual
from reports.terms.actions import seen_of
from tests import factories
from tests.reports.factories import term_report

INDEX, ENTER = reverse("reports:index"), reverse("reports:enter_term")
DAYS = {"starts_on": "01/09/2020", "ends_on": "31/08/2025"}
TERM = "2020-2025"


def of_term(route, code=TERM, *args):
    return reverse(f"reports:{route}", args=[code, *args])


@pytest.fixture
def world(world):
    """Before anybody entered a term."""
    Target.objects.all().delete()
    Term.objects.all().delete()
    return world


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


@pytest.fixture
def term(world):
    return Term.objects.create(
        root=world.bloc,
        code=TERM,
        starts_on=date(2020, 9, 1),
        ends_on=date(2025, 8, 31),
        first_year=2020,
        last_year=2024,
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "years"),
    [
        (date(2015, 10, 1), date(2020, 8, 31), (2015, 2019)),
        (date(2020, 9, 1), date(2025, 8, 31), (2020, 2024)),
        (date(2020, 1, 1), date(2024, 12, 31), (2020, 2024)),
        (date(2025, 7, 1), date(2025, 8, 18), (2025, 2025)),
    ],
)
def test_the_rating_years_of_a_term_are_those_whose_last_day_lies_in_it(starts_on, ends_on, years):
    assert usual.years_of(starts_on, ends_on) == years


def test_where_no_term_is_entered_the_dashboard_and_the_reports_lead_to_the_form(office, world):
    assert ENTER in office.get(INDEX).text
    assert ENTER in office.get(reverse("reports:list")).text
    office.force_login(world.users["leader"])
    assert ENTER not in office.get(INDEX).text


def test_of_two_days_a_term_is_made_and_its_page_asks_for_targets(office, world):
    assert office.post(ENTER, DAYS).url == of_term("term")
    made = Term.objects.get()
    assert (made.root, made.code, made.first_year, made.last_year) == (world.bloc, TERM, 2020, 2024)
    assert AuditEvent.objects.get(verb="term.enter").target_id == str(made.pk)
    assert of_term("add_target") in office.get(of_term("term")).text
    assert of_term("add_target") in office.get(of_term("dashboard")).text


def test_the_form_of_the_next_term_offers_the_days_after_the_last(office, term):
    page = office.get(ENTER).text
    assert 'value="01/09/2025"' in page
    assert 'value="31/08/2030"' in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "31/08/2025"}, "ends_on"),
        ({"starts_on": "hôm kia"}, "starts_on"),
        ({"first_year": "2019"}, "first_year"),
        ({"last_year": "2026"}, "last_year"),
        ({"last_year": "2019"}, "last_year"),
        ({"last_year": "20200"}, "last_year"),
        ({"ends_on": "31/08/2045"}, "last_year"),
        ({"code": "khóa XV"}, "code"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(office, typed, field):
    answer = office.post(ENTER, {**DAYS, **typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert all(f'value="{each}"' in answer.text for each in {**DAYS, **typed}.values() if each)
    assert not Term.objects.exists()


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        (("01/09/2025", "31/08/2030"), True),
        (("31/08/2025", "31/08/2030"), False),
        (("01/09/2015", "01/09/2020"), False),
        (("01/10/2015", "31/08/2020"), True),
    ],
)
def test_two_terms_of_a_root_share_no_day(office, term, days, stands):
    office.post(ENTER, dict(zip(("starts_on", "ends_on"), days, strict=True)))
    assert Term.objects.count() == 1 + stands


HELD = [(date(2025, 8, 31), True), (date(2025, 9, 1), False)]


@pytest.mark.parametrize(("starts_on", "refused"), HELD)
@pytest.mark.parametrize("how", ["entered", "changed"])
def test_no_way_of_writing_gives_two_terms_of_a_root_a_day_in_common(term, world, how, starts_on, refused):
    years = {"first_year": 2025, "last_year": 2029}
    first = starts_on if how == "entered" else date(2025, 9, 1)
    facts = {"code": "2025-2030", "starts_on": first, "ends_on": date(2030, 8, 31), **years}
    written = False
    with suppress(IntegrityError), transaction.atomic():
        Term.objects.create(root=world.bloc, **facts)
        if how == "changed":
            Term.objects.filter(code="2025-2030").update(starts_on=starts_on)
        written = True
    assert written != refused
    Term.objects.create(root=world.foreign_bloc, **{**facts, "starts_on": starts_on})
    Term.objects.filter(pk=term.pk).update(ends_on=date(2025, 8, 30))


def test_another_root_has_its_own_terms(office, term, world):
    factories.term(TERM, world.foreign_bloc)
    assert office.get(of_term("term")).context["term"] == term
    office.force_login(factories.user_with(Role.OFFICE, world.foreign_bloc))
    assert office.get(of_term("term")).context["term"].root == world.foreign_bloc


@pytest.mark.parametrize("who", ["clerk", "committee", "leader", "inspector"])
def test_who_manages_no_year_enters_no_term(client, world, term, who):
    client.force_login(world.users[who])
    assert client.get(ENTER).status_code == client.get(of_term("term")).status_code == 404


def test_a_term_is_changed_while_nothing_printed_stands_on_it(office, term):
    page = office.get(of_term("change_term"))
    seen = page.context["form"]["seen"].value()
    assert office.post(of_term("change_term"), {**DAYS, "ends_on": "15/09/2025", "seen": seen}).status_code == 302
    term.refresh_from_db()
    assert (term.ends_on, term.last_year) == (date(2025, 9, 15), 2024)
    assert AuditEvent.objects.get(verb="term.change").data["changes"] == {"ends_on": ["2025-08-31", "2025-09-15"]}
    stale = office.post(of_term("change_term"), {**DAYS, "ends_on": "20/09/2025", "seen": seen})
    assert stale.status_code == 409
    assert 'value="20/09/2025"' in stale.text


OVER, UNDER_WAY = timedelta(days=1), timedelta(days=-1)


@pytest.mark.parametrize(
    ("state", "after_its_end", "stands"),
    [
        (Report.State.DONE, OVER, False),
        (Report.State.QUEUED, OVER, False),
        (Report.State.CANCELLED, OVER, True),
        (Report.State.DONE, UNDER_WAY, True),
    ],
)
def test_days_stand_under_a_report_that_was_made_after_them(office, world, term, state, after_its_end, stands):
    asked = datetime.combine(term.ends_on + after_its_end, time(12), tzinfo=timezone.get_current_timezone())
    finished = {"finished_at": timezone.now()} if state in Report.State.final() else {}
    done = {"file_name": "a.pdf", "file_sha256": "0" * 64, "page_count": 1} if state == Report.State.DONE else {}
    term_report(TERM, organization=world.bloc, state=state, requested_at=asked, **finished, **done)
    told = office.get(of_term("change_term")).text
    assert ("Đã lập 1 báo cáo của nhiệm kỳ này" in told) is (stands and state == Report.State.DONE)
    answer = office.post(of_term("change_term"), {**DAYS, "ends_on": "15/09/2025", "seen": seen_of(term)})
    assert (answer.status_code == 302) is stands
    assert ("đã lập báo cáo sau khi nhiệm kỳ kết thúc" in answer.text.lower()) is not stands


@pytest.mark.parametrize(("days", "warned"), [(-1, True), (1, False)])
def test_that_a_report_fixes_the_days_of_a_term_is_said_before(office, term, days, warned):
    Term.objects.filter(pk=term.pk).update(ends_on=timezone.localdate() + timedelta(days=days))
    assert ("lập báo cáo bây giờ là chốt ngày và năm" in office.get(of_term("dashboard")).text) is warned
    assert "chốt ngày và năm của nhiệm kỳ" in office.get(reverse("reports:list")).text


@pytest.mark.parametrize(("days", "asked"), [(-1, True), (0, False), (1, False)])
def test_only_the_report_that_fixes_the_days_of_a_term_is_asked_for_twice(office, term, days, asked):
    Term.objects.filter(pk=term.pk).update(ends_on=timezone.localdate() + timedelta(days=days))
    sent, path = {"term": term.code}, reverse("reports:request")
    answer = office.post(path, sent)
    assert ("Chốt nhiệm kỳ và lập báo cáo" in answer.text) is asked
    assert Report.objects.count() == (0 if asked else 1)
    assert office.post(path, {**sent, "confirmed": "1"}).status_code == 302
    assert Report.objects.count() == 1
    assert office.post(path, sent).status_code == 302
    assert "lập báo cáo bây giờ là chốt ngày và năm" not in office.get(of_term("dashboard")).text


@pytest.mark.parametrize(("days", "offered"), [(-1, False), (0, True), (1, True)])
def test_a_term_that_is_over_cannot_end_early_any_more(office, term, days, offered):
    Term.objects.filter(pk=term.pk).update(ends_on=timezone.localdate() + timedelta(days=days))
    assert (of_term("end_term") in office.get(of_term("term")).text) is offered


def test_ended_early_the_term_keeps_the_years_that_had_ended(office, term):
    ended = {"ended_on": "03/02/2024", "decision_number": "12-QĐ/TU"}
    assert office.post(of_term("end_term"), ended).url == of_term("term")
    term.refresh_from_db()
    assert (term.ends_on, term.last_year, term.ended_by) == (date(2024, 2, 3), 2023, "12-QĐ/TU")
    assert (term.meant_until, term.meant_last_year) == (date(2025, 8, 31), 2024)
    assert list(term.years) == [2020, 2021, 2022, 2023]
    assert AuditEvent.objects.get(verb="term.end").data["decision_number"] == "12-QĐ/TU"
    assert "12-QĐ/TU" in office.get(of_term("dashboard")).text

    assert office.post(of_term("change_term"), {**DAYS, "seen": seen_of(term)}).status_code == 422
    office.post(of_term("take_ending_back"))
    term.refresh_from_db()
    assert (term.ends_on, term.last_year, term.meant_until) == (date(2025, 8, 31), 2024, None)
    assert AuditEvent.objects.filter(verb="term.end_undo").count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"ended_on": "01/09/2020"},
        {"ended_on": "31/08/2025"},
        {"ended_on": "30/12/2020"},
        {"decision_number": " "},
    ],
)
def test_a_term_ends_early_on_a_day_that_leaves_it_a_year_by_a_decision(office, term, typed):
    answer = office.post(of_term("end_term"), {"ended_on": "03/02/2024", "decision_number": "12-QĐ/TU", **typed})
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == [*typed]


def test_an_ending_is_not_taken_back_over_the_next_term(office, term):
    office.post(of_term("end_term"), {"ended_on": "03/02/2024", "decision_number": "12-QĐ/TU"})
    office.post(ENTER, {"starts_on": "01/07/2024", "ends_on": "30/06/2029"})
    answer = office.post(of_term("take_ending_back"), follow=True)
    assert "Trùng thời gian với nhiệm kỳ" in answer.text
    term.refresh_from_db()
    assert term.ended_early


@pytest.mark.parametrize(
    "broken",
    [
        {"meant_until": date(2026, 1, 1)},
        {"meant_until": date(2026, 1, 1), "meant_last_year": 2025},
        {"meant_until": date(2026, 1, 1), "ended_by": "1-QĐ"},
        {"meant_until": date(2025, 8, 31), "meant_last_year": 2024, "ended_by": "1-QĐ"},
        {"meant_until": date(2026, 1, 1), "meant_last_year": 2023, "ended_by": "1-QĐ"},
        {"ended_by": "1-QĐ"},
    ],
)
def test_the_database_holds_how_a_term_ended(term, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(**broken)


def test_the_database_lets_no_term_continue_itself(term):
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(continues=term)


@pytest.fixture
def successor(world, term):
    """Of the first root; its own office signs in."""
    root = factories.OrganizationFactory(name="Đảng bộ các cơ quan Đảng")
    Lineage.objects.create(
        predecessor=world.bloc, successor=root, kind=Lineage.Kind.SPLIT, happened_on=date(2025, 7, 1)
    )
    return root


def test_an_appointed_committee_continues_the_term_of_the_root_before_it(client, term, successor):
    client.force_login(factories.user_with(Role.OFFICE, successor))
    page = client.get(ENTER).text
    assert f'value="{term.pk}"' in page
    appointed = {"starts_on": "01/07/2025", "ends_on": "18/08/2025", "continues": term.pk}
    early = client.post(ENTER, appointed)
    assert early.status_code == 422
    assert "31/08/2025" in str(early.context["form"].errors["continues"])

    Term.objects.filter(pk=term.pk).update(
        ends_on=date(2025, 6, 30), meant_until=term.ends_on, meant_last_year=2024, ended_by="9-QĐ/TU"
    )
    assert client.post(ENTER, appointed).url == of_term("term")
    made = Term.objects.get(root=successor)
    assert (made.continues, made.code, list(made.years)) == (term, TERM, [2025])
    assert "Tiếp nối nhiệm kỳ 2020-2025" in client.get(of_term("dashboard")).text


def test_an_ending_that_is_continued_is_not_taken_back(client, world, term, successor):
    client.force_login(world.users["bloc_office"])
    client.post(of_term("end_term"), {"ended_on": "30/06/2025", "decision_number": "9-QĐ/TU"})
    Term.objects.create(
        root=successor,
        code=TERM,
        starts_on=date(2025, 7, 1),
        ends_on=date(2025, 8, 18),
        first_year=2025,
        last_year=2025,
        continues=term,
    )
    assert "01/07/2025" in client.post(of_term("take_ending_back"), follow=True).text
    term.refresh_from_db()
    assert term.ended_early


def test_no_root_continues_what_it_did_not_come_from(office, world):
    foreign = factories.term(TERM, world.foreign_bloc)
    assert "continues" not in office.get(ENTER).context["form"].fields
    office.post(ENTER, {**DAYS, "continues": foreign.pk})
    assert Term.objects.get(root=world.bloc).continues is None


TYPED = {"measure": "org_rated_good_up", "comparison": "gt", "low": "80", "high": "", "period": "each_year"}


def test_a_target_is_added_changed_and_removed(office, term):
    assert office.post(of_term("add_target"), TYPED).url == of_term("term")
    added = Target.objects.get()
    assert (added.indicator, added.comparison, added.low, added.period) == ("org_rated_good_up", "gt", 80, "each_year")
    assert "&gt; 80% hằng năm" in office.get(of_term("term")).text
    assert office.get(of_term("dashboard")).context["rows"][0].target == "> 80% hằng năm"

    way = of_term("change_target", TERM, added.pk)
    seen = office.get(way).context["form"]["seen"].value()
    assert office.post(way, {**TYPED, "low": "82,5", "seen": seen}).status_code == 302
    added.refresh_from_db()
    assert str(added.low) == "82.50"
    assert office.post(way, {**TYPED, "low": "85", "seen": seen}).status_code == 409

    office.post(of_term("remove_target", TERM, added.pk))
    assert not Target.objects.exists()
    assert [*AuditEvent.objects.filter(verb__startswith="target").order_by("pk").values_list("verb", flat=True)] == [
        "target.add",
        "target.change",
        "target.remove",
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"measure": "nothing"}, "measure"),
        ({"low": ""}, "low"),
        ({"low": "tám mươi"}, "low"),
        ({"high": "85"}, "high"),
        ({"low": "950"}, "low"),
        ({"comparison": "between", "high": "850"}, "high"),
        ({"comparison": "between"}, "high"),
        ({"comparison": "between", "high": "70"}, "high"),
        ({"comparison": "plan"}, "low"),
        ({"comparison": "none"}, "low"),
        ({"comparison": ""}, "comparison"),
        ({"period": ""}, "period"),
    ],
)
def test_bounds_that_do_not_fit_are_told_at_their_field(office, term, typed, field):
    answer = office.post(of_term("add_target"), {**TYPED, **typed})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [field])
    assert not Target.objects.exists()


@pytest.mark.parametrize("low", ["80%", "80 %", "80％", "80"])
@pytest.mark.parametrize(("measure", "is_share"), [("org_rated_good", True), ("admissions", False)])
def test_a_share_may_be_typed_with_its_sign_and_a_number_may_not(office, term, measure, is_share, low):
    answer = office.post(of_term("add_target"), {**TYPED, "measure": measure, "low": low})
    if is_share or low == "80":
        assert Target.objects.get().low == 80
    else:
        assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["low"])
        assert low in answer.text


@pytest.mark.parametrize(
    ("comparison", "low", "is_optional"), [("gt", "80", False), ("none", "", True), ("plan", "", True)]
)
def test_only_a_target_without_a_number_calls_it_optional(office, term, comparison, low, is_optional):
    assert "Mức</label>" in office.get(of_term("add_target")).text
    answer = office.post(of_term("add_target"), {**TYPED, "comparison": comparison, "low": low})
    assert answer.status_code == 302
    page = office.get(of_term("change_target", TERM, Target.objects.get().pk)).text
    assert ("Mức</label>" not in page) is is_optional


def test_parts_of_one_indicator_stand_together_and_once(office, term):
    parts = [f"exemplary_registration:{part}" for part in ("officials", "workers")]
    for measure in (parts[0], "org_rated_good_up", parts[1]):
        office.post(of_term("add_target"), {**TYPED, "measure": measure})
    twice = office.post(of_term("add_target"), {**TYPED, "measure": parts[0]})
    assert twice.status_code == 422
    assert [target.part for target in term.targets.all()] == ["officials", "workers", ""]
    assert len(office.get(of_term("dashboard")).context["card"].lines) == 2


def test_the_page_of_a_term_asks_as_much_for_many_targets(office, term):
    asked = []
    for measures in (["org_rated_good_up"], ["org_rated_failed", "admissions"]):
        for measure in measures:
            office.post(of_term("add_target"), {**TYPED, "measure": measure})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            office.get(of_term("term"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
