"""Two people change one row: the second one is told, sees both texts, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils import timezone

from bindeglied.accounts.models import Organisation, User
from bindeglied.casework.models import Case
from bindeglied.places.models import Municipality
from bindeglied.trail.versions import ChangedMeanwhile, VersionField, both_texts, take_version

TEMPLATE = engines["django"].from_string("{% both_texts form %}")


class GoalForm(forms.Form):
    """A form with every kind of field that two people can fill in differently."""

    wording = forms.CharField(label="Ziel", widget=forms.Textarea)
    domain = forms.ChoiceField(
        label="Bereich", choices=[("", "–"), ("Alltag", [("l", "Sprache"), ("h", "Wohnen")])]
    )
    topics = forms.MultipleChoiceField(
        label="Themen", choices=[("a", "Amt"), ("b", "Bus")], required=False
    )
    target_on = forms.DateField(label="bis", required=False)
    agreed = forms.BooleanField(label="vereinbart", required=False)
    version = VersionField()


def sent(**words: Any) -> GoalForm:
    usual: dict[str, Any] = {"wording": "Ich kaufe ein.", "domain": "l", "version": "1"}
    data = QueryDict(mutable=True)
    for name, value in (usual | words).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return GoalForm(data)


THEIRS = {
    "wording": "Ich kaufe ein.",
    "domain": "l",
    "topics": [],
    "target_on": None,
    "agreed": False,
}


def drawn(form: forms.Form) -> str:
    return TEMPLATE.render({"form": form})


@pytest.fixture
def case(db: None) -> Case:
    return Case.objects.create(
        organisation=Organisation.objects.filter(municipality__isnull=False)[0],
        municipality=Municipality.objects.all()[0],
        number="2026-9001",
        announced_on=date(2026, 6, 3),
        sort_name="haddad amal",
        recorded_at=timezone.now(),
        recorded_by=User.objects.all()[0].pk,
    )


def test_who_is_first_raises_the_version(case: Case) -> None:
    take_version(case, 1)
    assert case.version == 2
    assert Case.objects.get(pk=case.pk).version == 2


def test_who_is_second_is_told_and_changes_nothing(case: Case) -> None:
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    take_version(theirs, 1)
    Case.objects.filter(pk=case.pk).update(sort_name="haddad amal maria")
    with pytest.raises(ChangedMeanwhile) as conflict:
        take_version(mine, 1)
    assert conflict.value.current.sort_name == "haddad amal maria"
    assert conflict.value.current.version == 2
    assert (mine.version, Case.objects.get(pk=case.pk).version) == (1, 2)


def test_with_the_version_of_the_answer_the_own_text_goes_in_knowingly(case: Case) -> None:
    mine = Case.objects.get(pk=case.pk)
    take_version(case, 1)
    with pytest.raises(ChangedMeanwhile) as conflict:
        take_version(mine, 1)
    take_version(mine, conflict.value.current.version)
    assert mine.version == 3


def test_a_version_that_was_never_there_is_refused(case: Case) -> None:
    for wrong in (0, 2, 99):
        with pytest.raises(ChangedMeanwhile):
            take_version(case, wrong)


def test_a_row_that_is_gone_is_no_conflict(case: Case) -> None:
    Case.objects.filter(pk=case.pk).delete()
    with pytest.raises(Case.DoesNotExist):
        take_version(case, 1)


def test_only_fields_that_differ_are_shown_each_in_words() -> None:
    form = sent(domain="h", target_on="03.06.2026", agreed="on", topics=["a", "b"])
    theirs = THEIRS | {"target_on": date(2026, 7, 1), "topics": ["b"]}
    both_texts(form, theirs, "Eva Muster", timezone.now(), version=4)
    found = {one.label: (one.mine, one.theirs, one.theirs_as_sent) for one in form.conflict.fields}
    assert found == {
        "Bereich": ("Wohnen", "Sprache", "l"),
        "Themen": ("Amt, Bus", "Bus", "b"),
        "bis": ("03.06.2026", "01.07.2026", "2026-07-01"),
        "vereinbart": ("ja", "nein", ""),
    }


def test_the_same_text_with_line_ends_of_a_browser_is_no_difference() -> None:
    form = sent(wording="eins\r\nzwei")
    both_texts(form, THEIRS | {"wording": "eins\nzwei"})
    assert form.conflict.fields == ()
    assert "hat dabei niemand geändert" in drawn(form)


def test_no_character_of_either_text_is_lost_and_none_becomes_markup() -> None:
    mine, theirs = "<b>Mein</b> & „Satz“\nzweite Zeile 👩🏽‍🎓", "أريد أن أعمل <script>"
    form = sent(wording=mine)
    both_texts(form, THEIRS | {"wording": theirs}, "Eva", timezone.now())
    page = drawn(form)
    assert "&lt;b&gt;Mein&lt;/b&gt; &amp; „Satz“\nzweite Zeile 👩🏽‍🎓" in page
    assert "أريد أن أعمل &lt;script&gt;" in page
    assert "<script" not in page
    assert mine.splitlines()[1] in str(form["wording"]), "the own text stays in the field"


def test_a_day_typed_wrongly_is_shown_as_it_was_typed() -> None:
    form = sent(target_on="31.02.")
    both_texts(form, THEIRS | {"target_on": date(2026, 7, 1)})
    assert form.conflict.fields[0].mine == "31.02."


def test_the_form_carries_the_new_version_from_then_on() -> None:
    form = sent(wording="Ich rede mit.")
    both_texts(form, THEIRS, version=4)
    assert form["version"].value() == "4"
    assert form["wording"].value() == "Ich rede mit."


def test_who_saved_and_when_is_said_as_far_as_it_is_known() -> None:
    now = timezone.localtime()
    yesterday = now - timedelta(days=1)
    for by, at, words in (
        ("Eva Muster", now, f"Inzwischen gespeichert von Eva Muster, {now:%H:%M} Uhr"),
        ("Eva Muster", yesterday, f"von Eva Muster, {yesterday:%d.%m.%Y}, {yesterday:%H:%M} Uhr"),
        ("Eva Muster", None, "Inzwischen gespeichert von Eva Muster</h4>"),
        ("", None, "Inzwischen gespeichert von jemand anderem</h4>"),
    ):
        form = sent(wording="Anderes")
        both_texts(form, THEIRS, by, at)
        assert words in drawn(form)


def test_without_a_conflict_nothing_is_drawn() -> None:
    assert drawn(sent()).strip() == ""
