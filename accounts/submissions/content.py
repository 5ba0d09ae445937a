"""What a form said, to tell the same form sent twice from one that was corrected before it was sent again."""

from __future__ import annotations

import json
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ui.typed import OF_THE_PAGE


def digest_of(request: HttpRequest) -> str:
    """Keyed, so that the row tells nobody what a form said by trying."""
    fields = [each for each in sorted(request.POST.lists()) if each[0] not in OF_THE_PAGE]
    files = [(name, list(map(_said_by, each))) for name, each in sorted(request.FILES.lists())]
    return salted_hmac("accounts.submissions.content", json.dumps([fields, files]), algorithm="sha256").hexdigest()


def _said_by(file: UploadedFile) -> tuple[str, str]:
    content = sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return file.name or "", content.hexdigest()
