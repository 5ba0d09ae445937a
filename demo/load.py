"""Writes the demo data into an empty database, all of it or nothing."""

from collections import Counter

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from demo.accounts import FIRST_USER, PASSWORD, SUCCESSORS, USERNAMES
from demo.build import build
from members.models import Member
from organizations.models import Organization, Sector
from ratings.counts import measures
from ratings.models import Edition, RatingYear, Sheet, Tally
from ratings.register import freezing
from ratings.register.tables import TABLES
from reports.models import Plan, ProvincialFigure, Term
from ui.numbers import format_integer

ROWS_AT_ONCE = 2_000
# All the rest hangs on these.
MUST_BE_EMPTY: tuple[type[Model], ...] = (Organization, Member, RatingYear, Term, Plan, ProvincialFigure)


class NotEmpty(Exception):
    """The database holds something that the demo data would mix with; says what."""


def load() -> Counter[str]:
    """How many rows of which model. Raises NotEmpty."""
    with transaction.atomic():
        _refuse_unless_empty()
        demo = build(dict(Sector.objects.values_list("code", "pk")), timezone.localdate())
        _set_password(demo.users)
        for rows in demo.rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        written = Counter({rows[0]._meta.label_lower: len(rows) for rows in demo.rows})
        written["ratings.tally"] = _freeze()
        written |= _fix_closed_years()
        models: list[type[Model]] = [*(table.model for table in TABLES), Tally, *(type(rows[0]) for rows in demo.rows)]
        _continue_numbers(models)
        _count_for_the_planner(models)
    return written


def _refuse_unless_empty() -> None:
    for model in MUST_BE_EMPTY:
        if count := model._default_manager.count():
            raise NotEmpty(
                gettext(
                    "This database already holds data (%(name)s: %(count)s), and the demo data must not mix with it. "
                    "Name an empty database in DATABASE_URL."
                )
                % {"name": model._meta.verbose_name_plural, "count": format_integer(count)}
            )
    if User.objects.filter(Q(username__in=(*USERNAMES, *SUCCESSORS)) | Q(pk__gte=FIRST_USER)).exists():
        raise NotEmpty(gettext("This database already holds users with the names or numbers of the demo accounts."))


def _set_password(users: list[User]) -> None:
    """One hash for all: to make it is slow on purpose."""
    hashed = make_password(PASSWORD)
    for user in users:
        user.password = hashed


def _freeze() -> int:
    """What approval would have frozen, counted by the same code."""
    counted = measures.count(Sheet.objects.approved())
    versions = dict(Sheet.objects.approved().values_list("pk", "version"))
    tallies = [
        Tally(sheet_id=sheet, version=versions[sheet], measure=measure, value=value)
        for sheet in sorted(counted)
        for measure, value in sorted(counted[sheet].items())
    ]
    for number, tally in enumerate(tallies, start=1):
        tally.pk = number
    return len(Tally.objects.bulk_create(tallies, batch_size=ROWS_AT_ONCE))


def _fix_closed_years() -> Counter[str]:
    for rating_year in RatingYear.objects.filter(state=RatingYear.State.CLOSED).order_by("year", "pk"):
        freezing.make(rating_year, Edition.Origin.CLOSING, by=None)
    tables: list[type[Model]] = [Edition, *(table.model for table in TABLES)]
    return Counter({model._meta.label_lower: model._default_manager.count() for model in tables})


def _continue_numbers(models: list[type[Model]]) -> None:
    """The rows brought their own numbers; the next ones are drawn after them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _count_for_the_planner(models: list[type[Model]]) -> None:
    """PostgreSQL plans for empty tables until it has looked: the first scorecard would take minutes."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def is_loaded() -> bool:
    return Organization.objects.filter(synthetic=True).exists()
