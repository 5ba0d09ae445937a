"""What the portal tells of a database, as JSON: the figures of each term, and the code of every frozen report."""

import json
import os
from io import StringIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from reports.documents import papers  # noqa: E402
from reports.models import Report, Term  # noqa: E402


def figures(term: str) -> dict:
    output = StringIO()
    call_command("figures", term=term, format="json", stdout=output)
    return json.loads(output.getvalue())


def told() -> dict:
    codes = Term.objects.order_by("code").values_list("code", flat=True)
    reports = Report.objects.order_by("pk")
    return {
        "figures": {code: figures(code) for code in codes},
        "reports": {str(report.pk): papers.frozen(report).sha256 for report in reports},
    }


if __name__ == "__main__":
    print(json.dumps(told(), ensure_ascii=False, indent=1))
