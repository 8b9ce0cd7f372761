"""Two people change one thing: the second one sees both texts, side by side, and joins them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenWindow
from tests.screens.faults import barriers, shape_faults
from tests.servers.browser import Watch
from tests.servers.product import ROOT, Installation

pytestmark = pytest.mark.journey

A_GOAL = """
import sys
from datetime import date, timedelta
import django
django.setup()
from django.utils import timezone
from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.models import Domain, Goal, Person, Priority
amira = Membership.objects.get(user__given_name="Amira")
by, today = amira.user_id, timezone.localdate()
case = actions.register_person(
    organisation=amira.organisation, municipality=amira.organisation.municipality, by=by,
    announced_on=today, given_name="Salma", family_name="Rahimi", source_detail="Kreis",
    facts={}, entitlement_starts_on=today,
)
offer = actions.offer_support(case=case, offered_on=today, by=by)
actions.answer_offer(
    offer=offer, accepted=True, answered_on=today, informed_on=today, reason="", by=by
)
version = actions.begin_plan(person=Person.objects.get(case=case), by=by)
goal = actions.save_goal(
    plan_version=version, expected_version=version.version, goal=None, domain=Domain.LANGUAGE,
    wording="Ich verstehe Briefe.", indicator="", target_on=today + timedelta(days=90),
    priority=Priority.NORMAL, by=by,
)
sys.stdout.write(str(goal.pk))
"""


def a_goal(one: Installation) -> str:
    """The address of a goal of Amira's, in a plan that was just begun."""
    made = subprocess.run(
        [sys.executable, "-c", A_GOAL], cwd=ROOT, capture_output=True, text=True, check=False,
        env=one.environment | {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return f"/plaene/ziel/{made.stdout.strip()}/"


def change_goal(page: Page, wording: str, indicator: str = "") -> None:
    page.locator("[name=wording]").fill(wording)
    page.locator("[name=indicator]").fill(indicator)
    page.get_by_role("button", name="Ziel sichern").click()


@pytest.mark.parametrize("width", [1280, 360])
def test_of_two_who_change_one_goal_the_second_sees_both_texts_and_loses_none(
    width: int, product: Installation, window: OpenWindow, watch: Watch
) -> None:
    watch.expect(409)
    address = a_goal(product)
    first, second = window("Amira"), window("Amira", width=width, height=800)
    for page in (first, second):
        page.goto(address)
    change_goal(first, "Ich verstehe Briefe vom Amt.", "Einen Brief erklärt")
    expect(first.locator("h1")).not_to_have_text("Ziel ändern")
    change_goal(second, "أفهم الرسائل – ich lese sie selbst.", "Einen Brief erklärt")

    both = second.locator("[data-both-texts]")
    expect(both).to_contain_text("Amira Benkert hat inzwischen gespeichert")
    expect(both.locator(".both__field")).to_have_count(1)
    mine, theirs = both.locator(".both__text").all_inner_texts()
    assert mine == "أفهم الرسائل – ich lese sie selbst."
    assert theirs == "Ich verstehe Briefe vom Amt."
    boxes = [one.bounding_box() or {} for one in both.locator(".both__text").all()]
    side_by_side = boxes[0]["y"] == boxes[1]["y"]
    assert side_by_side == (width > 720)
    assert barriers(second) + shape_faults(second) == []

    # The own text stays in the field; the other one comes with a click, and both can be joined.
    expect(second.locator("[name=wording]")).to_have_value(mine)
    both.get_by_role("button", name="Diesen Text übernehmen").click()
    expect(second.locator("[name=wording]")).to_have_value(theirs)
    change_goal(second, f"{theirs} {mine}", "Einen Brief erklärt")
    expect(second.locator("h1")).not_to_have_text("Ziel ändern")
    first.goto(address)
    expect(first.locator("[name=wording]")).to_have_value(f"{theirs} {mine}")
