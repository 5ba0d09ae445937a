"""A link by which a person sets a password: what an administrator hands over instead of knowing it.

Django's token changes with the password and with each sign-in, so a link works once and for three days at most.
"""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import User


def password_link(user: User) -> str:
    code = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("accounts:set_password", args=[code, default_token_generator.make_token(user)])


def user_of(code: str, token: str) -> User | None:
    """Whom the link is for; None where it is spent, expired or invented, or the account is disabled."""
    try:
        pk = int(force_str(urlsafe_base64_decode(code)))
    except ValueError:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first() if pk < 2**63 else None
    return user if user and is_for(user, token) else None


def is_for(user: User, token: str) -> bool:
    return default_token_generator.check_token(user, token)
