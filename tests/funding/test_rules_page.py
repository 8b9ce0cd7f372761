"""The rule versions side by side say how sure each value is."""

from __future__ import annotations

import re

import pytest

from bindeglied.law.rulebook import all_versions
from bindeglied.law.rules import RULE_KEYS
from tests.conftest import VISITOR, CastFixture

pytestmark = pytest.mark.django_db

PAGE = "/foerderung/regeln/"


def test_every_value_of_every_version_stands_in_the_table(cast: CastFixture) -> None:
    page = cast(VISITOR).get(PAGE).content.decode()
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert len(re.findall(r'<th scope="row">', body)) == len(RULE_KEYS)
    assert len(re.findall(r"<td>", body)) == len(RULE_KEYS) * len(all_versions())


def test_an_unknown_value_is_said_to_be_unknown(cast: CastFixture) -> None:
    page = cast(VISITOR).get(PAGE).content.decode()
    unknown = sum(
        rule.value is None and rule.certainty == "unknown"
        for version in all_versions()
        for _key, rule in version.values()
    )
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert body.count("unbekannt") >= unknown > 0


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_is_drawn_in_both_languages(cast: CastFixture, language: str) -> None:
    browser = cast(VISITOR)
    browser.cookies["django_language"] = language
    page = browser.get(PAGE).content.decode()
    assert f'<html lang="{language}"' in page
    assert ("64.000\N{NO-BREAK SPACE}€" if language == "de" else "€64,000") in page
