"""The forms of a page as a browser would send them."""

from html.parser import HTMLParser


def posted_forms(page: str) -> list[dict[str, str]]:
    """The fields of each form that is posted, in the order of the page, with what stands in them."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.form: dict[str, str] | None = None
        self.select, self.area = "", ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = dict(given)
        name = attributes.get("name") or ""
        if tag == "form":
            self.form = {} if (attributes.get("method") or "get").lower() == "post" else None
            if self.form is not None:
                self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and name and _is_sent(attributes):
            self.form[name] = attributes.get("value") or ""
        elif tag == "textarea":
            self.area, self.form[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and (self.select not in self.form or "selected" in attributes):
            self.form[self.select] = attributes.get("value") or ""

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
