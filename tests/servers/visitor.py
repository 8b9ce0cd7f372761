"""A browser without pictures: cookies, pages, and forms that are sent as they were drawn."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

from django.core.files.base import File
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

SECONDS = 30


@dataclass
class Form:
    """A form with the values that it was drawn with."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """An answer, after all redirects."""

    status: int
    address: str
    text: str

    def form(self, action: str) -> Form:
        """The form that is sent to this address; empty in the page means the page's own."""
        forms = _forms_of(self.text)
        path = urllib.parse.urlsplit(self.address).path
        return next(one for one in forms if (one.action or path) == action)


class Visitor:
    """Somebody who visits one running product."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> Page:
        return self._open(path, None)

    def send(self, page: Page, action: str, **values: str) -> Page:
        """Send a form of a page, some of its fields filled in."""
        filled = page.form(action).fields | values
        return self._open(action, urllib.parse.urlencode(filled).encode())

    def send_file(self, page: Page, action: str, name: str, file: File, **values: str) -> Page:
        """Send a form of a page with a file in the field `name`."""
        filled = page.form(action).fields | values | {name: file}
        return self._open(action, encode_multipart(BOUNDARY, filled), MULTIPART_CONTENT)

    def sign_in(self, email: str) -> Page:
        """One click on the sign-in page of a demo."""
        page = self.get("/konto/anmelden/")
        return self.send(page, "/demo/anmelden/", email=email)

    def _open(self, path: str, body: bytes | None, kind: str = "") -> Page:
        asked = urllib.request.Request(urllib.parse.urljoin(self.address, path), body)
        asked.add_header("Referer", self.address)
        if kind:
            asked.add_header("Content-Type", kind)
        try:
            answer = self._opener.open(asked, timeout=SECONDS)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return Page(answer.status, answer.url, answer.read().decode(errors="replace"))


def _forms_of(text: str) -> list[Form]:
    reader = _FormReader()
    reader.feed(text)
    return reader.forms


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open = False
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
            self._open = True
        if not self._open:
            return
        if tag == "input":
            self._input(given)
        if tag == "select":
            self._select = given.get("name", "")
        if tag == "option" and self._select:
            self._option(given)
        if tag == "textarea":
            self._area = given.get("name", "")
            self.forms[-1].fields[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data

    def _input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        may_be_left_out = kind in ("checkbox", "radio")
        if name and kind not in ("submit", "button", "file"):
            if may_be_left_out and "checked" not in given:
                return
            self.forms[-1].fields[name] = given.get("value", "on" if may_be_left_out else "")

    def _option(self, given: dict[str, str]) -> None:
        fields = self.forms[-1].fields
        if "selected" in given or self._select not in fields:
            fields[self._select] = given.get("value", "")
