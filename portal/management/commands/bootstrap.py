"""What the set-up page does, without a browser: root and administrators of an empty portal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext

from accounts.models import User
from accounts.sign_in.links import password_link
from portal.setup.actions import Administrator, Root, SetUp, set_up
from portal.setup.emptiness import is_empty
from portal.setup.forms import ROOTS, RootForm

PASSWORDS = "BOOTSTRAP_PASSWORDS"
OPTIONS = {
    **{name: name for name in ("name", "kind", "code", "superior")},
    "opened_on": "founded",
    "decision_number": "decision",
}


class Command(BaseCommand):
    help = (
        "Set up an empty portal: its root organisation and the administrators. Passwords never stand among the "
        f"arguments: a file, standard input or {PASSWORDS} holds a line USER:PASSWORD for each. Whoever has none there "
        "gets a link to set it, which is printed and works for three days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="of the root organisation")
        parser.add_argument("--kind", default=ROOTS[0].value, choices=[kind.value for kind in ROOTS])
        parser.add_argument("--code", required=True, help="short, for example DBK")
        parser.add_argument("--founded", required=True, metavar="DAY", help="for example 01/07/2019")
        parser.add_argument("--decision", default="", metavar="NUMBER", help="by which it was founded")
        parser.add_argument("--superior", default="", metavar="NAME", help="of the organisation above, for papers")
        parser.add_argument("--admin", action="append", required=True, metavar="USER:FULL NAME", help="at least two")
        parser.add_argument(
            "--office", action="append", default=[], metavar="USER", help="an administrator who also enters the data"
        )
        parser.add_argument("--passwords", metavar="FILE", help="lines USER:PASSWORD; - reads standard input")
        parser.add_argument("--if-empty", action="store_true", help="do nothing, and succeed, where it is set up")

    def handle(self, *args: Any, **options: Any) -> None:
        if User._meta.db_table not in connection.introspection.table_names():
            raise CommandError(gettext("The database has no tables yet. Run manage.py migrate, then this once more."))
        if not is_empty():
            self._refuse(options["if_empty"])
            return
        root, administrators = _root(options), _administrators(options)
        try:
            done = set_up(root=root, administrators=administrators, by_command=True)
        except ValidationError as refused:
            if is_empty():
                raise CommandError(" ".join(refused.messages)) from refused
            # Somebody was quicker.
            self._refuse(options["if_empty"])
        else:
            self._tell(done)

    def _refuse(self, is_expected: bool) -> None:
        sentence = gettext("The portal is set up already; nothing was changed.")
        if not is_expected:
            raise CommandError(sentence)
        self.stdout.write(sentence)

    def _tell(self, done: SetUp) -> None:
        root = {"name": done.root.name, "code": done.root.code}
        self.stdout.write(gettext("The root organisation is entered: %(name)s (%(code)s).") % root)
        for user in done.administrators:
            person = {"name": user.full_name, "username": user.username}
            self.stdout.write(gettext("Administrator: %(name)s, user name %(username)s.") % person)
            if not user.has_usable_password():
                link = {"link": settings.PORTAL_URL + password_link(user)}
                self.stdout.write(gettext("Link to set the password, once, within three days: %(link)s") % link)


def _root(options: Mapping[str, Any]) -> Root:
    form = RootForm({field: options[option] for field, option in OPTIONS.items()})
    if not form.is_valid():
        wrong = [f"--{OPTIONS[field]}: {' '.join(map(str, sentences))}" for field, sentences in form.errors.items()]
        raise CommandError("\n".join(wrong))
    return form.root()


def _administrators(options: Mapping[str, Any]) -> list[Administrator]:
    names = dict(_pair(each, "--admin") for each in options["admin"])
    passwords = _passwords(options["passwords"])
    if len(names) < 2:
        raise CommandError(gettext("Name two administrators: one who is away would lock all out."))
    if unknown := sorted({*passwords, *options["office"]} - {*names}):
        raise CommandError(gettext("Not named by --admin: %(names)s") % {"names": ", ".join(unknown)})
    return [
        Administrator(username, name, _good(username, passwords.get(username, "")), username in options["office"])
        for username, name in names.items()
    ]


def _passwords(file: str | None) -> dict[str, str]:
    try:
        text = (
            (sys.stdin.read() if file == "-" else Path(file).read_text("utf-8"))
            if file
            else os.environ.get(PASSWORDS, "")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(gettext("The passwords cannot be read: %(error)s") % {"error": error}) from error
    return dict(_pair(line, "--passwords") for line in text.splitlines() if line.strip())


def _pair(text: str, option: str) -> tuple[str, str]:
    """A password is not printed, be its line wrong."""
    user, colon, rest = text.partition(":")
    if not (user.strip() and colon and rest.strip()):
        raise CommandError(gettext("%(option)s: write the user name, a colon and the rest.") % {"option": option})
    return user.strip(), rest


def _good(username: str, password: str) -> str:
    if password:
        try:
            validate_password(password, User(username=username))
        except ValidationError as weak:
            raise CommandError(f"{username}: {' '.join(weak.messages)}") from weak
    return password
