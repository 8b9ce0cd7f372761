"""What shows in processes of their own only: two at the same time, and `verify-plans`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.servers.product import ROOT, Installation, become_demo

SETTINGS = {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings"}
START = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.models import Case, Plan, PlanVersion
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.versions import ChangedMeanwhile
amira = Membership.objects.select_related("organisation__municipality").get(
    user__email="amira@demo.example")
by = amira.user_id
"""
REGISTER = """
for turn in range(8):
    case = actions.register_person(
        organisation=amira.organisation, municipality=amira.organisation.municipality, by=by,
        announced_on=timezone.localdate(), given_name="A", family_name="B", source_detail="",
        facts={}, entitlement_starts_on=None)
    print(case.number)
"""
CHANGE = """
version = PlanVersion.objects.get(state="draft", number=2)
done = told = 0
while done < 8:
    try:
        actions.save_contributions(
            plan_version=version, expected_version=version.version, client=str(done), office="x",
            review_on=timezone.localdate() + timedelta(days=100), language="uk", by=by)
        done += 1
    except ChangedMeanwhile as conflict:
        version = conflict.current
        told += 1
print(done)
"""
AGREE = """
version = PlanVersion.objects.get(number=2)
try:
    actions.agree_plan(
        plan_version=version, expected_version=version.version, how="paper", place="",
        interpreting="", reason="", agreed_on=timezone.localdate(), by=by)
    print("agreed")
except (NotAllowed, ChangedMeanwhile) as reason:
    print(type(reason).__name__)
"""

TAMPER = """
from django.db import connection
on = " ON casework_planversion" if connection.vendor == "postgresql" else ""
plan = Plan.objects.get(versions__state="superseded")
with connection.cursor() as cursor:
    cursor.execute("DROP TRIGGER agreed_version_stays" + on)
plan.versions.filter(number=1).update(digest="x")
print(plan)
"""
DELETE_KEY = """
from bindeglied.trail.models import DataKey
DataKey.objects.filter(owner=Plan.objects.get(versions__state="superseded").case_id).delete()
"""


@pytest.fixture(scope="module")
def ready(module_installation: Installation) -> Installation:
    become_demo(module_installation)
    return module_installation


@pytest.fixture(scope="module")
def agreed(ready: Installation) -> list[str]:
    """The second version of a plan, completed, then agreed on by three at once: what each got."""
    at_once(ready, CHANGE)
    return sorted(one for (one,) in at_once(ready, AGREE, AGREE, AGREE))


def at_once(one: Installation, *codes: str) -> list[list[str]]:
    """Run the codes at the same time; gives what each printed."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", START + code], cwd=ROOT, env=one.environment | SETTINGS,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for code in codes
    ]  # fmt: skip
    printed = []
    for process in processes:
        out, faults = process.communicate(timeout=120)
        assert process.returncode == 0, faults
        assert "locked" not in faults
        printed.append(out.split())
    return printed


def test_no_number_of_a_case_is_given_twice_or_left_out(ready: Installation) -> None:
    numbers = [number for each in at_once(ready, REGISTER, REGISTER, REGISTER) for number in each]
    counts = sorted(int(one.rpartition("-")[2]) for one in numbers)
    assert counts == list(range(counts[0], counts[0] + 24))


def test_no_change_to_a_draft_is_lost(ready: Installation) -> None:
    before, *_ = at_once(ready, "print(PlanVersion.objects.get(number=2).version)")
    assert at_once(ready, CHANGE, CHANGE) == [["8"], ["8"]]
    after, *_ = at_once(ready, "print(PlanVersion.objects.get(number=2).version)")
    assert int(after[0]) == int(before[0]) + 16


def test_a_draft_is_agreed_on_once(ready: Installation, agreed: list[str]) -> None:
    assert agreed.count("agreed") == 1
    assert set(agreed) <= {"agreed", "NotAllowed", "ChangedMeanwhile"}
    checked = ready.call("verify-plans")
    assert checked.returncode == 0, checked.stdout
    german, english = checked.stdout, ready.call("verify-plans", "--lang", "en").stdout
    assert "Stadt Weinheim: in Ordnung" in german
    assert len(german.splitlines()) == len(english.splitlines()) == 2


@pytest.mark.usefixtures("agreed")
def test_a_fault_is_named_with_its_plan_and_without_content(ready: Installation) -> None:
    ((plan,),) = at_once(ready, TAMPER)
    checked = ready.call("verify-plans")
    assert checked.returncode == 1
    assert f"Stadt Weinheim: Plan {plan}, Fassung 1: Der Prüfwert passt nicht" in checked.stdout, (
        checked.stdout
    )
    assert "Stadt Weinheim: Fehler 1 " in checked.stdout
    assert "Stadt Schriesheim: in Ordnung" in checked.stdout
    assert "Deutschprüfung" not in checked.stdout + checked.stderr


@pytest.mark.usefixtures("agreed")
def test_what_went_with_its_key_is_told_and_no_fault(ready: Installation) -> None:
    at_once(ready, DELETE_KEY)
    checked = ready.call("verify-plans")
    assert checked.returncode == 0, checked.stdout
    assert "Stadt Weinheim: in Ordnung" in checked.stdout
    assert "mit ihrem Schlüssel gelöscht 2)" in checked.stdout


LATER_CONTACT = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("UPDATE casework_case SET next_due_on = '2001-02-03' WHERE number = %s",
        [Case.objects.filter(organisation=amira.organisation).order_by("number")[0].number])
"""


def test_lists_are_in_order_until_somebody_writes_past_the_product(ready: Installation) -> None:
    checked = ready.call("verify-lists")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    german, english = checked.stdout, ready.call("verify-lists", "--lang", "en").stdout
    assert "Stadt Weinheim: in Ordnung" in german
    assert len(german.splitlines()) == len(english.splitlines()) == 2
    at_once(ready, LATER_CONTACT)
    faulty = ready.call("verify-lists")
    assert faulty.returncode == 1
    assert "Es weichen ab: next_due_on" in faulty.stdout
    assert "Stadt Weinheim: Fehler 1 " in faulty.stdout
    assert "2001" not in faulty.stdout + faulty.stderr
