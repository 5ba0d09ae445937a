"""A person at a running portal over HTTP, without a browser: signs in, sends a file, presses the buttons of a page."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.forms import PostedForm, posted_forms

# Only ends what hangs.
SECONDS = 600


def _opener() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


@dataclass
class Visitor:
    """`url` and `text` are of the page that is open."""

    base_url: str
    url: str = ""
    text: str = ""
    opener: OpenerDirector = field(default_factory=_opener)

    @classmethod
    def signed_in(cls, base_url: str, username: str, password: str) -> Visitor:
        visitor = cls(base_url)
        visitor.open("/account/sign-in/")
        visitor.press("/account/sign-in/", username=username, password=password)
        return visitor

    def open(self, path: str) -> str:
        return self._take(Request(urljoin(self.base_url, path)))

    @property
    def heading(self) -> str:
        [title] = re.findall(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", title)).split())

    def form(self, action: str) -> PostedForm:
        """Of the open page, the form whose address ends so."""
        found = [
            form for form in posted_forms(self.text) if (form.action or self.url).partition("?")[0].endswith(action)
        ]
        assert found, f"{self.url} has no form for {action}, but {[form.action for form in posted_forms(self.text)]}"
        return found[0]

    def press(self, action: str, **typed: str) -> str:
        form = self.form(action)
        sent = urlencode({**form, **typed}).encode()
        return self._take(Request(urljoin(self.url, form.action), sent, {"Referer": self.url}))

    def send_file(self, path: str, name: str, content: bytes) -> str:
        self.open(path)
        between = secrets.token_hex(16)
        parts = [_part(between, f'name="{key}"', value.encode()) for key, value in self.form(path).items()]
        parts.append(_part(between, f'name="file"; filename="{name}"', content))
        headers = {"Referer": self.url, "Content-Type": f"multipart/form-data; boundary={between}"}
        return self._take(Request(self.url, b"".join(parts) + f"--{between}--\r\n".encode(), headers))

    def _take(self, request: Request) -> str:
        try:
            answer = self.opener.open(request, timeout=SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            self.url, self.text = answer.url, answer.read().decode()
        return self.text


def _part(between: str, name: str, content: bytes) -> bytes:
    return f"--{between}\r\nContent-Disposition: form-data; {name}\r\n\r\n".encode() + content + b"\r\n"
