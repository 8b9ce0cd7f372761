"""The scan of a signed plan: attached when agreeing or afterwards, kept for good, downloaded."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from bindeglied.casework import actions
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Case,
    NotAgreed,
    PlanState,
    PlanVersion,
    SignedScan,
)
from bindeglied.casework.queries.plan_faults import OTHER_SCAN, PlanCheck
from bindeglied.casework.transitions import NotAllowed
from bindeglied.documents.scans import read_scan
from bindeglied.trail.models import Draft
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.plan_pages import agreement_words
from tests.casework.planting import change, delete, without_guards
from tests.casework.screens import faults_in, path, read, sent, verbs_of
from tests.conftest import CastFixture
from tests.documents.made_scans import jpeg_file, pdf_file, png_file

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def upload(content: bytes, name: str = "../böse name.exe") -> SimpleUploadedFile:
    """A file as a browser sends it; its name and its type say something else."""
    return SimpleUploadedFile(name, content, content_type="application/x-msdownload")


def attached(version: PlanVersion, content: bytes = pdf_file(), **words: Any) -> SignedScan:
    by = cases.adviser_of(version.case).pk
    return actions.attach_scan(plan_version=version, scan=read_scan(content), by=by, **words)


def agreed_orally(draft: PlanVersion) -> PlanVersion:
    return cases.agreed(draft, how=AgreedHow.ORAL, reason="Kann nicht schreiben.")


def test_a_scan_is_sealed_with_its_digest_and_size_and_who_attached_it(agreed: PlanVersion) -> None:
    content = jpeg_file(3, 4)
    scan = SignedScan.objects.get(pk=attached(agreed, content).pk)
    assert (scan.kind, scan.content, scan.size) == ("jpeg", content, len(content))
    assert scan.sha256 == hashlib.sha256(content).hexdigest()
    assert scan.recorded_by == cases.adviser_of(agreed.case).pk
    assert verbs_of(agreed.case)[-1] == "signed scan attached"
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM casework_signedscan")
        assert b"about the telephone" not in bytes(cursor.fetchone()[0])


def test_a_scan_is_never_changed_or_deleted_a_better_one_is_a_further_row(
    agreed: PlanVersion,
) -> None:
    first = attached(agreed)
    with pytest.raises(IntegrityError, match="written down"), transaction.atomic():
        change(first, "sha256", "x")
    with pytest.raises(IntegrityError, match="written down"), transaction.atomic():
        delete(first)
    with pytest.raises(NotAllowed, match="schon angehängt"):
        attached(agreed)
    attached(agreed, png_file())
    attached(agreed)
    assert SignedScan.objects.count() == 3


def test_only_what_was_signed_on_paper_gets_a_scan(draft: PlanVersion) -> None:
    with pytest.raises(NotAllowed, match="nicht auf Papier"):
        attached(draft)
    agreed_orally(draft)
    with pytest.raises(NotAllowed, match="nicht auf Papier"):
        attached(draft)
    assert not SignedScan.objects.exists()


def test_an_older_version_still_gets_its_scan(agreed: PlanVersion) -> None:
    cases.agreed(_reviewed(cases.next_version(agreed)))
    agreed.refresh_from_db()
    assert agreed.state == PlanState.SUPERSEDED
    assert attached(agreed).plan_version == agreed


def _reviewed(version: PlanVersion) -> PlanVersion:
    cases.contributed(version)
    return version


def test_a_scan_that_is_not_what_was_attached_is_found(agreed: PlanVersion) -> None:
    scan = attached(agreed)
    check = PlanCheck(agreed.case.organisation_id)
    assert list(check.faults()) == []
    without_guards()
    change(scan, "sha256", "0" * 64)
    assert [one.words for one in check.faults()] == [OTHER_SCAN]


def test_attached_while_agreeing_it_stands_on_the_page_and_is_downloaded(
    browser: Client, draft: PlanVersion
) -> None:
    where, content = path("agree", draft.pk), png_file(comment="Unterschrift")
    page = read(browser, where)
    assert 'enctype="multipart/form-data"' in page and "am Telefon geht auch die Kamera" in page
    assert 'accept="application/pdf,image/jpeg,image/png"' in page and "data-never-kept" in page
    answer = sent(browser, where, **agreement_words(draft), scan=upload(content))
    assert answer.status_code == 302
    scan = SignedScan.objects.get(plan_version=draft)
    page = read(browser, path("plan", draft.pk))
    assert path("signed_scan", scan.pk) in page and "Amira" in page
    file = browser.get(path("signed_scan", scan.pk))
    assert (file.content, file["Content-Type"]) == (content, "image/png")
    name = f"plan-{draft.case.number}-1-1-unterschrieben.png"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert verbs_of(draft.case)[-1] == "signed scan looked at"


def test_a_file_that_cannot_be_taken_stops_the_agreement_and_says_what_to_do(
    browser: Client, draft: PlanVersion
) -> None:
    where = path("agree", draft.pk)
    answer = sent(browser, where, **agreement_words(draft), scan=upload(b"GIF89a"))
    assert "kein PDF, kein JPEG und kein PNG" in faults_in(answer)
    words = agreement_words(draft, how="oral", reason="Kann nicht schreiben.")
    answer = sent(browser, where, **words, scan=upload(png_file()))
    assert "nur zu einer Unterschrift auf Papier" in faults_in(answer)
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT and not SignedScan.objects.exists()


def test_attached_afterwards_the_newest_stands_first(browser: Client, agreed: PlanVersion) -> None:
    where = path("attach_scan", agreed.pk)
    assert "noch kein Scan angehängt" in read(browser, path("plan", agreed.pk))
    assert where in read(browser, path("plan", agreed.pk))
    assert "Bitte wählen Sie eine Datei aus." in faults_in(sent(browser, where))
    for content in (pdf_file(), jpeg_file()):
        assert sent(browser, where, scan=upload(content)).status_code == 302
    answer = sent(browser, where, scan=upload(jpeg_file()))
    assert "schon angehängt" in faults_in(answer)
    page = read(browser, path("plan", agreed.pk))
    newest, first = page.index("JPEG, "), page.index("PDF, ")
    assert newest < page.index("neuester Scan") < first


def test_a_file_over_the_limit_gets_a_sentence(
    browser: Client, agreed: PlanVersion, settings: Any
) -> None:
    settings.LARGEST_UPLOAD = 2 * 1024 * 1024
    answer = sent(
        browser, path("attach_scan", agreed.pk), scan=upload(b"%PDF-" + b"x" * 2 * 1024 * 1024)
    )
    assert "zu groß; höchstens 2 MB" in faults_in(answer)
    answer = sent(browser, path("attach_scan", agreed.pk), scan=upload(b""))
    assert "Die Datei ist leer." in faults_in(answer)


def test_the_file_is_kept_in_no_draft(browser: Client, draft: PlanVersion) -> None:
    page = browser.get(path("agree", draft.pk))
    token = page.context["form"].draft.token(path("agree", draft.pk))
    words = {"entwurf": token, "place": "Rathaus", "scan": upload(png_file(comment="geheim"))}
    sent(browser, path("agree", draft.pk), zwischenspeichern="1", **words)
    kept = Draft.objects.get()
    assert "Rathaus" in kept.content and "geheim" not in kept.content


def test_without_a_signature_on_paper_the_page_says_why_there_is_no_form(
    browser: Client, draft: PlanVersion
) -> None:
    agreed_orally(draft)
    answer = browser.get(path("attach_scan", draft.pk))
    assert answer.status_code == 403 and "auf Papier unterschrieben" in answer.content.decode()
    assert path("attach_scan", draft.pk) not in read(browser, path("plan", draft.pk))


def test_whoever_agrees_later_on_paper_has_a_sheet_of_their_own(
    browser: Client, opened: Case
) -> None:
    partner, version = related(opened, "Andrij"), family_plan(opened)
    cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT})
    later = path("agree_late", Abstention.objects.get(plan_version=version).pk)
    words = {"how": "paper", "agreed_on": cases.today().isoformat(), "place": "Rathaus"}
    assert sent(browser, later, **words, scan=upload(jpeg_file())).status_code == 302
    assert SignedScan.objects.get().person == partner
    where = path("attach_scan", version.pk)
    assert "Welches Blatt" in read(browser, where)
    assert "Welches Blatt" in faults_in(sent(browser, where, scan=upload(pdf_file())))
    answer = sent(browser, where, sheet="agreement", scan=upload(pdf_file()))
    assert answer.status_code == 302
    assert SignedScan.objects.filter(person=None).count() == 1
    page = read(browser, path("plan", version.pk))
    assert "neuester Scan" not in page, "one scan of each sheet"
