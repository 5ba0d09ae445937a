from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from demo import load
from demo.accounts import PASSWORD, SUCCESSORS, USERNAMES
from demo.story import play
from members.models import Membership
from organizations.models import Assignment, Organization
from ui.numbers import format_integer

STORIES = {"2025": play.play}


class Command(BaseCommand):
    help = "Load the synthetic demo data into an empty database, or show its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="only show who may sign in")
        parser.add_argument(
            "--story",
            choices=sorted(STORIES),
            help="play this year on top: the Bloc ends, two successors go on with its organisations and are merged",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self._show_accounts()
            return
        try:
            with transaction.atomic():
                written = load.load()
                if options["story"]:
                    STORIES[options["story"]]()
        except load.NotEmpty as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            gettext(
                "The demo data is in the database: %(grassroots)s grassroots organisations, %(members)s members, "
                "%(sheets)s sheets, %(cases)s cases."
            )
            % {
                "grassroots": format_integer(Organization.objects.grassroots().count()),
                "members": format_integer(Membership.objects.filter(until=None).count()),
                "sheets": format_integer(written["ratings.sheet"]),
                "cases": format_integer(written["inspections.case"]),
            }
        )

    def _show_accounts(self) -> None:
        if not load.is_loaded():
            raise CommandError(gettext("There is no demo data in this database. Load it with: manage.py demo"))
        head = (gettext("User name"), gettext("Password"), gettext("Role"), gettext("Party organisation"))
        rows = [head, *self._accounts()]
        widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    def _accounts(self) -> list[tuple[str, str, str, str]]:
        names = (*USERNAMES, *SUCCESSORS)
        held = Assignment.objects.on(timezone.localdate()).filter(user__username__in=names)
        ordered = sorted(
            held.select_related("user", "organization"),
            key=lambda each: (names.index(each.user.username), each.organization.path),
        )
        return [
            (each.user.username, PASSWORD, str(each.get_role_display()), each.organization.name) for each in ordered
        ]
