"""Whose page a form stands on: a mark in each form, and the key of what the browser keeps of it.

The mark opens nothing and names nobody. It tells a form of one's own from one that another person left open on a shared
machine, over the end of a session, which Django's token does not outlive.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import User
from ui.typed import WHOSE

# A script sends it so, with what is no form.
HEADER = "X-Whose"


def mark_of(user: User | AnonymousUser) -> str:
    """Empty where nobody is signed in."""
    return salted_hmac("accounts.whose", str(user.pk), algorithm="sha256").hexdigest()[:20] if user.pk else ""


def draft_key_of(user: User | AnonymousUser) -> str:
    """256 bits for this person alone, gone with the password: without it nobody reads what a shared machine keeps."""
    if not isinstance(user, User):
        return ""
    return salted_hmac("accounts.drafts", user.get_session_auth_hash(), algorithm="sha256").hexdigest()


def mark_in(request: HttpRequest) -> str:
    return request.POST.get(WHOSE, "") or request.headers.get(HEADER, "")
