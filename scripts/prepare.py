"""What web and worker need to start: tables, demo data in an empty database, static files, the first report.

Says the accounts of the demo data at the end; with DEMO=0 in an empty database the one-time code of its set-up.
"""

import hashlib
import os
import sys
from io import StringIO
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402

from demo import load as demo  # noqa: E402
from organizations.models import Organization  # noqa: E402
from portal.schema import missing_tables  # noqa: E402
from portal.setup.code import announce  # noqa: E402
from portal.setup.emptiness import awaits_set_up  # noqa: E402

TERM = "2015-2020"


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if missing := missing_tables():
        sys.exit(
            f"The database {connection.settings_dict['NAME']} was made by a version that was never released and lacks "
            f"{', '.join(missing)}. Start with an empty one (DATABASE_URL says where it is)."
        )


def load_demo() -> None:
    if os.environ.get("DEMO") == "0" or Organization.objects.exists():
        return
    print("Loading the demo data", flush=True)
    call_command("demo")


def static_signature() -> str:
    """Changes with every file added, removed or edited."""
    files = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    lines = sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def collect_static() -> None:
    stamp = settings.VAR_DIR / "static.sha256"
    signature = static_signature()
    if stamp.exists() and stamp.read_text() == signature and Path(settings.STATIC_ROOT).is_dir():
        return
    print("Collecting static files", flush=True)
    # Gone while they are collected: a start that is cut short leaves no word that all of them are there.
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(signature)


def build_report() -> None:
    path = settings.VAR_DIR / f"bao-cao-{TERM}.pdf"
    if path.exists() or not demo.is_loaded():
        return
    print(f"Building the report of the term {TERM}", flush=True)
    # Under another name until it is whole: an interrupted start must not leave half a report behind.
    unfinished = path.with_suffix(".part")
    call_command("build_report", term=TERM, output=str(unfinished), stdout=StringIO())
    unfinished.replace(path)
    print(f"The report is in {path}", flush=True)


def main() -> None:
    try:
        migrate()
        load_demo()
    except DatabaseError as error:
        engine = connection.settings_dict
        sys.exit(f"The database {engine['NAME']} does not work: {str(error).strip()} (DATABASE_URL says where it is.)")
    except CommandError as error:
        sys.exit(str(error))
    collect_static()
    try:
        build_report()
    except CommandError as error:
        sys.exit(f"The report of {TERM} could not be built: {error}")
    # Said here, where Django is loaded already, and not by one more process that loads it.
    if demo.is_loaded():
        call_command("demo", accounts=True)
    elif awaits_set_up():
        announce()


if __name__ == "__main__":
    main()
