"""A machine without a single font: laid out there, a page would end the whole process by a signal, without a word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SETUP = """
import django
django.setup()
from django.core.management import CommandError, call_command
call_command("migrate", verbosity=0)
"""
COMMAND = """
from organizations.models import Organization
from tests import world
world.build()
root = Organization.objects.get(name="Đảng bộ Khối thử nghiệm")
try:
    call_command("build_report", term="2015-2020", organization=root.code, output="report.pdf")
except CommandError as error:
    print(error)
"""
WORKER = """
from accounts.models import AuditEvent
from reports.jobs import tasks
from tests.reports import paper
from tests.reports.factories import term_report
tasks.build(str(term_report(snapshot=paper.snapshot().to_json()).pk))
print(AuditEvent.objects.get(verb="report.fail").data["message"])
"""


@pytest.fixture
def without_fonts(tmp_path: Path) -> dict[str, str]:
    listing = tmp_path / "fonts.conf"
    listing.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "FONTCONFIG_FILE": str(listing)}


@pytest.mark.parametrize("code", [COMMAND, WORKER], ids=["build_report", "worker"])
def test_without_fonts_there_is_a_sentence(without_fonts, code):
    done = subprocess.run(
        [sys.executable, "-c", SETUP + code],
        cwd=settings.BASE_DIR,
        env=without_fonts,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "The report needs the font Liberation Serif" in done.stdout
