"""Sent, corrected while the answer was on its way, and sent again: the correction is told as not saved, and kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import AuditEvent, Submission
from accounts.submissions import keys
from inspections.models import Case
from members.models import Member
from portal.forms_middleware import SAVED
from tests.forms import posted_forms
from tests.sent import Form
from tests.sent.ratings import comment
from tests.sent.records import enter_member, open_case
from tests.world import World
from ui.typed import DRAFT, FORM_KEY

pytestmark = pytest.mark.django_db
CORRECTED = {
    enter_member: ("full_name", "Nguyễn Thị Hai", Member),
    open_case: ("content", "Việc thực hiện quy chế làm việc", Case),
    comment: ("comment-text", "Xem lại đồng chí Cường", AuditEvent),
}


def sent_by(client: Client, world: World, form: Form) -> tuple[str, dict[str, Any]]:
    sent = form(world)
    client.force_login(world.users[sent.who])
    fields = {**sent.typed, FORM_KEY: keys.make(world.users[sent.who]), DRAFT: "first"}
    first = client.post(sent.address, fields)
    assert first.status_code == 302
    assert SAVED + "first" in first.cookies
    return sent.address, fields


@pytest.mark.parametrize("form", CORRECTED, ids=lambda form: form.__name__)
def test_what_was_corrected_is_not_saved_and_not_thrown_away(client, world, form):
    field, correction, made = CORRECTED[form]
    address, fields = sent_by(client, world, form)
    before = made.objects.count()

    answer = client.post(address, {**fields, field: correction, DRAFT: "second"})

    assert answer.status_code == 409
    assert not any(name.startswith(SAVED + "second") for name in answer.cookies)
    assert made.objects.count() == before
    assert f'href="{Submission.objects.get().answer}"' in answer.text
    assert "đã được gửi và ghi lúc" in answer.text
    assert correction in answer.text
    (again,) = posted_forms(answer.text)
    assert again[FORM_KEY] != fields[FORM_KEY]
    assert client.post(address, {**again, "number": "KT-2024-02"}).status_code == 302
    assert made.objects.count() == before + 1


def test_an_equal_repeat_from_another_draft_is_led_on(client, world):
    address, fields = sent_by(client, world, enter_member)
    answer = client.post(address, {**fields, DRAFT: "second", "whose": ""})
    assert (answer.status_code, answer["Location"]) == (302, Submission.objects.get().answer)


def test_a_row_from_before_there_were_digests_leads_on(client, world):
    address, fields = sent_by(client, world, enter_member)
    Submission.objects.update(content="")
    assert client.post(address, {**fields, "full_name": "Nguyễn Thị Hai"}).status_code == 302


@pytest.mark.parametrize("changed", ["name", "content"])
def test_another_file_is_another_content(rf, changed):
    from accounts.submissions.content import digest_of

    def sent(**file: str) -> str:
        given = {"name": "bang.xlsx", "content": "một", **file}
        request = rf.post("/", {"file": SimpleUploadedFile(given["name"], given["content"].encode())})
        digest = digest_of(request)
        assert request.FILES["file"].read() == given["content"].encode()
        return digest

    assert sent() == sent()
    assert sent() != sent(**{changed: "hai"})
