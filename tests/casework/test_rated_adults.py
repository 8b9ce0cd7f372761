"""In the plan of a family every adult has ratings of their own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bindeglied.casework import actions
from bindeglied.casework.models import Case, Domain, DomainRating, FactKind, Person, PlanVersion
from bindeglied.casework.printing import plan_on_paper
from bindeglied.casework.queries import ratings_of, what_is_missing
from bindeglied.casework.queries.plan_faults import PlanCheck
from bindeglied.casework.showing import shown_plan
from bindeglied.casework.transitions import NotAllowed
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.plan_pages import goal_in, goal_words, measure_words, rating_words
from tests.casework.planting import change, copy, without_guards
from tests.casework.screens import path, read, sent
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OWN_WISH = "Ich will wieder schreinern."


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


@pytest.fixture
def partner(opened: Case) -> Person:
    return related(opened, "Andrij")


@pytest.fixture
def version(opened: Case, partner: Person) -> PlanVersion:
    """A draft of the plan of a family in which both adults are rated."""
    draft = family_plan(opened)
    cases.rated(draft, Domain.LANGUAGE, person=partner, need=1, wish=OWN_WISH)
    return draft


def fresh(version: PlanVersion) -> PlanVersion:
    related = ("plan__person", "assessment", "case")
    return PlanVersion.objects.select_related(*related).get(pk=version.pk)


def wishes(version: PlanVersion, person: Person | None) -> list[str]:
    return [one.wish for one in ratings_of(version, person.pk if person else None)]


def of_adult(version: PlanVersion, person: Person, domain: str = "language") -> str:
    return path("rate_adult", version.pk, domain, person.pk)


def test_each_adult_is_rated_and_what_was_not_said_stays_open(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    first = cases.person_of(opened)
    assert wishes(version, first) == wishes(version, None) == ["Gutes Deutsch."]
    assert wishes(version, partner) == [OWN_WISH]
    cases.rated(version, Domain.LANGUAGE, person=partner, wish="Anders.")
    cases.rated(version, Domain.LANGUAGE, person=first, wish="Besser.")
    assert (wishes(version, first), wishes(version, partner)) == (["Besser."], ["Anders."])
    by = cases.adviser_of(opened).pk
    about: dict[str, Any] = {"plan_version": version, "domain": Domain.LANGUAGE, "by": by}
    actions.clear_domain(expected_version=version.version, person=partner, **about)
    assert (wishes(version, first), wishes(version, partner)) == (["Besser."], [])
    assert what_is_missing(version) == []


def test_children_strangers_and_who_left_are_not_rated(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    child = related(opened, "Marko", facts={FactKind.BIRTH: "2022-06-01"})
    actions.begin_plan(person=partner, by=cases.adviser_of(opened).pk)
    for somebody in (child, partner):
        with pytest.raises(NotAllowed):
            cases.rated(version, person=somebody)


def test_the_plan_of_one_person_rates_nobody_else(opened: Case, partner: Person) -> None:
    own = cases.begun(opened)
    with pytest.raises(NotAllowed):
        cases.rated(own, person=partner)
    cases.rated(own, person=cases.person_of(opened))
    assert DomainRating.objects.get(assessment=own.assessment_id).person is None


def test_the_database_keeps_one_rating_of_each(version: PlanVersion, partner: Person) -> None:
    for person in (None, partner.pk):
        row = ratings_of(version, person).get()
        with pytest.raises(IntegrityError), transaction.atomic():
            copy(row, id=version.pk)


def test_frozen_content_names_the_adult_and_is_verified(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    cases.agreed(version)
    content = json.loads(bytes(fresh(version).frozen or b""))
    assert content["form"] == 3
    assert [one.get("person") for one in content["ratings"]] == [None, str(partner.pk)]
    assert list(PlanCheck(opened.organisation_id).faults()) == []
    without_guards()
    change(ratings_of(version, partner.pk).get(), "person_id", opened.persons.get(position=1).pk)
    places = [one.places for one in PlanCheck(opened.organisation_id).faults()]
    assert places == [("ratings.2.person",)]


def test_other_forms_stay_as_they_were(opened: Case, partner: Person) -> None:
    family, by = family_plan(opened), cases.adviser_of(opened).pk
    own = actions.begin_plan(person=partner, by=by, is_beside_family=True)
    cases.rated(own)
    cases.measure_of(cases.goal_of(own))
    cases.contributed(own)
    for draft, form in ((family, 2), (own, 1)):
        content = json.loads(bytes(fresh(cases.agreed(draft)).frozen or b""))
        assert content["form"] == form
        assert set(content["ratings"][0]) == {"domain", "levels", "wish"}
    assert list(PlanCheck(opened.organisation_id).faults()) == []


def test_the_next_version_takes_along_those_who_are_covered(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    cases.agreed(version)
    following = cases.next_version(version)
    assert wishes(following, partner) == [OWN_WISH]
    cases.contributed(following)
    cases.agreed(following)
    actions.begin_plan(person=partner, by=cases.adviser_of(opened).pk)
    third = cases.next_version(following)
    assert (wishes(third, None), wishes(third, partner)) == (["Gutes Deutsch."], [])


def test_whoever_began_it_takes_their_ratings_along_when_leaving(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    Person.objects.filter(pk=partner.pk).update(family_name="Melnyk")
    cases.agreed(version)
    actions.begin_plan(person=cases.person_of(opened), by=cases.adviser_of(opened).pk)
    following = fresh(cases.next_version(version))
    assert (wishes(following, None), wishes(following, partner)) == ([], [OWN_WISH])
    with pytest.raises(NotAllowed):
        cases.rated(following)
    paper = plan_on_paper(following)
    assert paper.person == "Andrij Melnyk"
    assert paper.goals[0].steps[0].who_name == "Melnyk"


def test_no_rating_is_printed(version: PlanVersion) -> None:
    assert OWN_WISH not in repr(plan_on_paper(fresh(version)))


def test_it_is_shown_to_each_what_is_theirs(
    browser: Client, version: PlanVersion, partner: Person
) -> None:
    assert shown_plan(version, "uk").domains[0].wish == "Gutes Deutsch."
    theirs = shown_plan(version, "uk", person=partner.pk)
    assert (theirs.person, theirs.domains[0].wish) == ("Andrij Verbenko", OWN_WISH)
    page = read(browser, f"{path('show', version.pk)}?person={partner.pk}")
    assert OWN_WISH in page
    assert "Gutes Deutsch." not in page
    assert page.count(f"person={partner.pk}") == 4
    assert "Gutes Deutsch." in read(browser, f"{path('show', version.pk)}?person=nobody")


def test_the_page_says_whose_ratings_it_shows(
    browser: Client, opened: Case, version: PlanVersion, partner: Person
) -> None:
    where = path("plan", version.pk)
    page = read(browser, where)
    assert "Einschätzung von" in page
    assert "Wunsch von Oksana Verbenko" in page
    assert OWN_WISH not in page
    page = read(browser, f"{where}?person={partner.pk}")
    assert "Wunsch von Andrij Verbenko" in page
    assert f"{path('show', version.pk)}?person={partner.pk}" in page
    cases.agreed(version)
    page = read(browser, f"{where}?person={partner.pk}")
    assert OWN_WISH in page
    assert "Einschätzung von" in page


def test_an_adult_is_rated_on_screen(
    browser: Client, version: PlanVersion, partner: Person
) -> None:
    where = of_adult(version, partner)
    assert OWN_WISH in read(browser, where)
    answer = sent(browser, where, **rating_words(version, wish="Ein Laden."))
    assert f"&person={partner.pk}#bereich-language" in answer["Location"]
    assert wishes(version, partner) == ["Ein Laden."]
    assert sent(browser, where, **rating_words(version), leeren="1").status_code == 302
    assert wishes(version, partner) == []
    assert wishes(version, None) == ["Gutes Deutsch."]


def test_goals_and_steps_lead_back_to_the_adult_who_was_in_view(
    browser: Client, version: PlanVersion, partner: Person
) -> None:
    view, goal = f"person={partner.pk}", goal_in(version)
    page = read(browser, f"{path('plan', version.pk)}?bereich=language&{view}")
    for where in (f"{path('goal', goal.pk)}?{view}", f"{path('new_measure', goal.pk)}?{view}"):
        assert where in page
    for name, key, words in (
        ("new_goal", version.pk, goal_words),
        ("goal", goal.pk, goal_words),
        ("new_measure", goal.pk, measure_words),
    ):
        where = f"{path(name, key)}?{view}"
        assert f'action="{where}"' in read(browser, where)
        assert f"&{view}#" in sent(browser, where, **words(version))["Location"]
    plain = sent(browser, f"{path('goal', goal.pk)}?person=nobody", **goal_words(version))
    assert "person" not in plain["Location"]


def test_who_is_faster_is_shown_by_the_same_adult(
    browser: Client, version: PlanVersion, partner: Person
) -> None:
    words = rating_words(version)
    cases.rated(fresh(version), person=partner, wish="Von jemand anderem.")
    answer = sent(browser, of_adult(version, partner), **words)
    assert answer.status_code == 409
    assert "Von jemand anderem." in answer.content.decode()


def test_nobody_else_has_an_address(
    browser: Client, opened: Case, version: PlanVersion, amira: Any
) -> None:
    child = related(opened, "Marko", facts={FactKind.BIRTH: "2022-06-01"})
    stranger = cases.person_of(cases.registered(amira))
    for somebody in (child, stranger):
        assert browser.get(of_adult(version, somebody)).status_code == 404
    assert browser.get(of_adult(version, child, "weather")).status_code == 404


def test_a_goal_is_set_beside_the_wishes_of_both(browser: Client, version: PlanVersion) -> None:
    page = read(browser, f"{path('new_goal', version.pk)}?bereich=language")
    assert "Wunsch von Oksana Verbenko" in page
    assert "Wunsch von Andrij Verbenko" in page


def test_in_one_go_says_whose_needs_it_asks_for(browser: Client, version: PlanVersion) -> None:
    assert '<p class="note"><bdi>Oksana' in read(browser, path("one_go", version.pk, "work"))


def test_what_is_an_adults_own_is_not_written_in_one_go(
    version: PlanVersion, partner: Person
) -> None:
    deed: Any = {"plan_version": version, "expected_version": version.version, "words": {}}
    with pytest.raises(NotAllowed, match="in einen eigenen"):
        actions.write_in_one_go(
            **deed, domain=Domain.HEALTH, person=partner, by=cases.adviser_of(version.case).pk
        )


def test_a_plan_of_one_person_has_no_switch(browser: Client, draft: PlanVersion) -> None:
    page = read(browser, path("plan", draft.pk))
    assert "Einschätzung von" not in page
    assert "person=" not in page


def test_more_adults_take_no_more_statements(
    browser: Client, opened: Case, version: PlanVersion
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connections["default"]) as captured:
            read(browser, path("plan", version.pk))
        return len(captured)

    read(browser, path("plan", version.pk))
    before = statements()
    cases.rated(version, person=related(opened, "Halyna"))
    assert statements() == before
