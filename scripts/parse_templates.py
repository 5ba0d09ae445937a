"""Parses every template of ours: a misspelt tag or a block left open shows here, not on the page."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.template import TemplateSyntaxError  # noqa: E402
from django.template.loader import get_template  # noqa: E402


def errors() -> list[str]:
    folder = settings.BASE_DIR / "templates"
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = str(path.relative_to(folder))
        try:
            get_template(name)
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            found.append(f"{name}: {error}")
    return found


if __name__ == "__main__":
    lines = errors()
    print("\n".join(lines))
    sys.exit(bool(lines))
