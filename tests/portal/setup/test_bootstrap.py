"""`manage.py bootstrap`: what the set-up page does, unattended."""

import io
import os
import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from accounts.models import AuditEvent, User
from accounts.roles import Role
from organizations.models import Organization
from scripts.serve import ROOT
from tests import factories
from tests.portal.setup.typed import PASSWORD
from tests.servers import migrated

SAYING = ("--name", "Đảng bộ Xã Trúc Đào", "--code", "TD", "--founded", "1/7/2025", "--decision", "12-QĐ/TU")
TWO = ("--admin", "minh:Nguyễn Thị Minh", "--admin", "binh:Lê Văn Bình")


def bootstrap(*words: str) -> str:
    out = io.StringIO()
    call_command("bootstrap", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def passwords(tmp_path):
    file = tmp_path / "passwords"
    file.write_text(f"minh:{PASSWORD}\n\nbinh:{PASSWORD}: và dấu hai chấm\n", encoding="utf-8")
    return file


def test_it_makes_root_and_administrators_and_says_so(empty, passwords):
    said = bootstrap(*SAYING, *TWO, "--passwords", str(passwords))

    root, first, second = Organization.objects.get(), *User.objects.order_by("pk")
    assert (root.name, root.code, root.decision_number) == ("Đảng bộ Xã Trúc Đào", "TD", "12-QĐ/TU")
    assert first.check_password(PASSWORD)
    assert second.check_password(f"{PASSWORD}: và dấu hai chấm")
    assert [each.role for each in first.assignments.all()] == [Role.ADMINISTRATOR]
    assert "Đảng bộ Xã Trúc Đào (TD)" in said
    assert "Lê Văn Bình" in said
    assert PASSWORD not in said
    assert AuditEvent.objects.get(verb="portal.set_up").actor is None


def test_a_database_without_tables_is_told_so(empty, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["django_migrations"])

    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        bootstrap(*SAYING, *TWO, "--if-empty")


def test_who_has_no_password_gets_a_link_that_sets_one(empty, client, monkeypatch):
    monkeypatch.setenv("BOOTSTRAP_PASSWORDS", f"minh:{PASSWORD}")

    [link] = re.findall(r"http://testserver(\S+)", bootstrap(*SAYING, *TWO))

    new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(link, new).url == reverse("accounts:sign_in")
    assert User.objects.get(username="binh").check_password(PASSWORD)


def test_passwords_come_from_standard_input_too(empty, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"binh:{PASSWORD}\r\n"))
    bootstrap(*SAYING, *TWO, "--passwords", "-")
    assert User.objects.get(username="binh").check_password(PASSWORD)


def test_who_enters_the_data_too_is_named(empty):
    bootstrap(*SAYING, *TWO, "--office", "binh")
    held = {user.username: {each.role for each in user.assignments.all()} for user in User.objects.all()}
    assert held == {"minh": {Role.ADMINISTRATOR}, "binh": {Role.ADMINISTRATOR, Role.OFFICE}}


@pytest.mark.parametrize("there", [factories.UserFactory, factories.OrganizationFactory])
def test_a_portal_that_is_not_empty_is_refused_and_left_alone_where_that_is_expected(empty, there):
    there()
    with pytest.raises(CommandError, match="không có gì thay đổi"):
        bootstrap(*SAYING, *TWO)
    assert "không có gì thay đổi" in bootstrap(*SAYING, *TWO, "--if-empty")
    assert User.objects.count() + Organization.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*SAYING, *TWO[:2]), "hai quản trị viên"),
        ((*SAYING, *TWO, "--office", "lan"), "lan"),
        ((*SAYING, "--admin", "minh", *TWO), "--admin"),
        ((*SAYING, *TWO[:3], "b ình:Lê Văn Bình"), "tên đăng nhập"),
        ((*SAYING[:4], "--founded", "32/1/2020", *TWO), "--founded"),
        ((*SAYING[:4], "--founded", "31/12/2100", *TWO), "--founded"),
        ((*SAYING, *TWO, "--passwords", "/nowhere/at/all"), "mật khẩu"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(empty, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        bootstrap(*words)
    assert not User.objects.exists()
    assert not Organization.objects.exists()


@pytest.mark.parametrize("line", ["minh:ngan", "lan:" + PASSWORD, "chỉ có mật khẩu"])
def test_a_bad_line_of_passwords_is_refused_without_being_printed(empty, monkeypatch, line):
    monkeypatch.setenv("BOOTSTRAP_PASSWORDS", line)
    with pytest.raises(CommandError) as refused:
        bootstrap(*SAYING, *TWO)
    assert line.partition(":")[2] not in str(refused.value) or ":" not in line
    assert "chỉ có mật khẩu" not in str(refused.value)
    assert not User.objects.exists()


def test_as_a_process_it_succeeds_once_and_then_only_where_that_is_expected():
    with migrated() as env:
        env = {**env, "BOOTSTRAP_PASSWORDS": f"minh:{PASSWORD}"}

        def process(*words: str) -> tuple[int, str]:
            command = [sys.executable, "manage.py", "bootstrap", *SAYING, *TWO, *words]
            done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True)
            return done.returncode, done.stdout + done.stderr

        assert process("--if-empty")[0] == 0
        code, said = process()
        assert (code, "Traceback" in said) == (1, False)
        assert process("--if-empty") == (0, "Cổng thông tin đã được thiết lập từ trước; không có gì thay đổi.\n")
