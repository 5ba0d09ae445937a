"""The forms of a page as a browser would send them."""

from html.parser import HTMLParser

TEXTS = ("text", "search", "email", "tel", "url", "number", "date")


class PostedForm(dict[str, str]):
    """The fields with what stands in them. `choices`: what is offered for a field; `typed`: those that take text."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.choices: dict[str, list[str]] = {}
        self.typed: set[str] = set()


def posted_forms(page: str) -> list[PostedForm]:
    """Each form that is posted, in the order of the page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PostedForm] = []
        self.form: PostedForm | None = None
        self.select, self.area = "", ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = dict(given)
        name = attributes.get("name") or ""
        if tag == "form":
            posted = (attributes.get("method") or "get").lower() == "post"
            self.form = PostedForm(attributes.get("action") or "") if posted else None
            if self.form is not None:
                self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and name:
            self._input(self.form, name, attributes)
        elif tag == "textarea":
            self.area, self.form[name] = name, ""
            self.form.typed.add(name)
        elif tag == "select":
            self.select = name
        elif tag == "option":
            self._option(self.form, attributes)

    def _input(self, form: PostedForm, name: str, attributes: dict[str, str | None]) -> None:
        value = attributes.get("value") or ""
        if attributes.get("type") in ("checkbox", "radio"):
            form.choices.setdefault(name, []).append(value or "on")
        if _is_sent(attributes):
            form[name] = value
        if attributes.get("type", "text") in TEXTS:
            form.typed.add(name)

    def _option(self, form: PostedForm, attributes: dict[str, str | None]) -> None:
        value = attributes.get("value") or ""
        form.choices.setdefault(self.select, []).append(value)
        if self.select not in form or "selected" in attributes:
            form[self.select] = value

    def handle_data(self, data: str) -> None:
        if self.area and self.form is not None:
            self.form[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""


def _is_sent(attributes: dict[str, str | None]) -> bool:
    return attributes.get("type") not in ("checkbox", "radio", "submit", "file") or "checked" in attributes
