"""Mails to people: one text in German and English, without more about anybody than they need."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

LANGUAGES = ("de", "en")
LINE = "\n\n" + "-" * 60 + "\n\n"


def mail_after_commit(template: str, to: str, words: dict[str, Any]) -> None:
    """Send a mail once what it tells of is certain; nothing is sent if the deed fails."""
    mail = two_languages(template, to, words)
    transaction.on_commit(lambda: mail.send() and None)


def two_languages(template: str, to: str, words: dict[str, Any]) -> EmailMessage:
    """The mail of a template, whose first line is the subject, in all languages of the product."""
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            text = render_to_string(template, words | {"public_url": settings.PUBLIC_URL})
        subject, _, body = text.strip().partition("\n")
        subjects.append(subject.strip())
        bodies.append(body.strip())
    return EmailMessage(" / ".join(subjects), LINE.join(bodies) + "\n", to=[to])


def address_of(path: str) -> str:
    """The whole address of a path, as people outside reach it."""
    return f"{settings.PUBLIC_URL}{path}"
