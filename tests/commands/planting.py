"""Plants a canary in each class of content of a case, through the product's own forms."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.files.base import ContentFile

from tests.access.canaries import word
from tests.documents.made_scans import pdf_file
from tests.servers.people import email_of
from tests.servers.visitor import Page, Visitor

ID = "([0-9a-f]{8}-[0-9a-f-]{27})"


def canary(kind: str) -> str:
    return word(kind, "Amira")


class Planting:
    """Amira, who takes somebody up, talks with them and agrees on a plan."""

    def __init__(self, address: str) -> None:
        self.amira = Visitor(address)
        self.amira.sign_in(email_of("Amira"))
        self.case = self.person = self.draft = ""
        # What Amira was shown.
        self.shown = ""

    def all(self) -> None:
        self.register()
        self.talk()
        self.relate()
        self.accept()
        self.promise()
        self.plan()
        self.type_without_sending()

    def send(self, path: str, **typed: str) -> Page:
        """Fill in the form of a page and send it; must lead on to another page."""
        page = self.amira.get(path)
        self.shown += page.text
        sent = self.amira.send(page, path, **typed)
        assert sent.status == 200, (path, sent.status)
        assert not sent.address.endswith(path), (path, _faults_in(sent.text))
        self.shown += sent.text
        return sent

    def register(self) -> None:
        page = self.send(
            "/faelle/neu/",
            source_detail=canary("announcer"),
            given_name=canary("given"),
            family_name=canary("family"),
            birth_on="1987-03-14",
            language="uk",
            interpreter="needed",
            telephone=canary("telephone"),
            moved_in_on="2025-05-01",
        )
        self.case = _first(f"/faelle/{ID}/$", page.address)
        self.person = _first(f"/faelle/menschen/{ID}/", page.text)
        self.send(
            f"/faelle/menschen/{self.person}/angabe/?art=address",
            **{
                "address-value": canary("address"),
                "address-source": "document",
                "address-source_detail": canary("document"),
            },
        )

    def talk(self) -> None:
        self.send(f"/faelle/{self.case}/kontaktversuch/", remark=canary("remark"))
        note = {"text": canary("note"), "place": canary("place"), "minutes": "20"}
        contact = f"/faelle/{self.case}/kontakt/"
        self.send(contact, **note, confided=canary("confided"))
        page = self.send(contact, **note, confided=canary("released"), for_deputy="on")
        noted = set(re.findall(f"/faelle/kontakt/{ID}/anvertraut/", page.text))
        assert len(noted) == 2
        for one in noted:
            self.shown += self.amira.get(f"/faelle/kontakt/{one}/anvertraut/").text
        self.send(f"/faelle/kontakt/{min(noted)}/berichtigen/", text=canary("corrected"))

    def relate(self) -> None:
        self.send(
            f"/faelle/{self.case}/mensch/",
            given_name=canary("relative"),
            family_name=canary("family"),
            household_role="partner",
            age="adult",
            source="said",
            source_detail=canary("teller"),
            address=canary("otheraddress"),
        )
        self.shown += self.amira.get(f"/faelle/{self.case}/").text

    def promise(self) -> None:
        words = {"place": canary("meetingplace"), "with_whom": canary("company")}
        page = self.send(f"/faelle/{self.case}/termin/", text=canary("matter"), **words)
        appointment = _first(f"/termine/{ID}/", page.text)
        self.shown += self.amira.get(f"/termine/{appointment}/").text
        later = date.today() + timedelta(days=9)  # noqa: DTZ011 - as a browser would fill it in
        task = {"text": canary("task"), "due_on": later.isoformat()}
        self.send(f"/faelle/{self.case}/aufgabe/", **task)
        self.shown += self.amira.get(f"/faelle/{self.case}/").text

    def accept(self) -> None:
        page = self.send(f"/faelle/{self.case}/angebot/")
        offer = _first(f"/faelle/angebot/{ID}/antwort/", page.text)
        today = date.today().isoformat()  # noqa: DTZ011 - as a browser would fill it in
        self.send(
            f"/faelle/angebot/{offer}/antwort/",
            answer="accepted",
            informed_on=today,
            reason=canary("answer"),
        )

    def plan(self) -> None:
        case = self.amira.get(f"/faelle/{self.case}/")
        page = self.amira.send(case, f"/faelle/menschen/{self.person}/plan/")
        version = _first(f"/plaene/{ID}/", page.address)
        self.send(f"/plaene/{version}/bereich/language/", need="3", wish=canary("wish"))
        page = self.send(
            f"/plaene/{version}/ziel/",
            domain="language",
            wording=canary("goal"),
            indicator=canary("indicator"),
        )
        goal = _first(f"/plaene/ziel/{ID}/", page.text)
        self.send(
            f"/plaene/ziel/{goal}/schritt/",
            text=canary("step"),
            who="service",
            who_name=canary("service"),
        )
        self.send(
            f"/plaene/{version}/beitraege/",
            client_contributes=canary("client"),
            office_contributes=canary("office"),
        )
        self.send(
            f"/plaene/{version}/vereinbaren/",
            how="oral",
            reason=canary("reason"),
            place=canary("agreedat"),
            interpreting=canary("interpreter"),
        )
        agreed = self.amira.get(f"/plaene/{version}/")
        following = self.amira.send(agreed, f"/plaene/{version}/fortschreiben/")
        self.sign(_first(f"/plaene/{ID}/", following.address))

    def sign(self, version: str) -> None:
        """Agree to the next version on paper, attach the sheet, and look at it."""
        self.send(
            f"/plaene/{version}/beitraege/",
            client_contributes=canary("client"),
            office_contributes=canary("office"),
        )
        where = f"/plaene/{version}/vereinbaren/"
        sheet = ContentFile(pdf_file(comment=canary("scan")), "blatt.pdf")
        form = self.amira.get(where)
        signed = self.amira.send_file(form, where, "scan", sheet, how="paper", place="Rathaus")
        self.shown += self.amira.get(_first(f"(/plaene/scan/{ID}/)", signed.text)).text

    def type_without_sending(self) -> None:
        path = f"/faelle/{self.case}/kontakt/"
        later = date.today() + timedelta(days=30)  # noqa: DTZ011 - as a browser would fill it in
        typed = {
            "text": canary("draft"),
            "next_due_on": later.isoformat(),
            "zwischenspeichern": "1",
        }
        page = self.amira.send(self.amira.get(path), path, **typed)
        assert page.status == 200
        self.shown += self.amira.get(path).text


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, (pattern, _faults_in(text))
    return found[1]


def _faults_in(text: str) -> list[str]:
    words = re.findall(r'class="[^"]*(?:error|fault)[^"]*"[^>]*>(.*?)</', text, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", one).strip() for one in words]
