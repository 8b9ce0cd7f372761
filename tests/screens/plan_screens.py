"""The screens of assessment and plan: Zahra's draft, Oksana's agreed version and her next one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.screens.case_screens import LIST, SAVE, case_of, in_both, linked, send_empty
from tests.screens.screen import Deed, Screen

OKSANA, ZAHRA, YUSUF, SELAM = "Oksana", "Zahra", "Yusuf", "Selam"
TAHMINA = "Tahmina"


def plan_of(name: str) -> Deed:
    """Open the newest version of somebody's plan."""
    return linked(name, "/plaene/")


def below(name: str, link: str) -> Deed:
    """Open the plan of somebody, and follow its first link with such an address."""

    def follow(page: Page) -> None:
        plan_of(name)(page)
        page.goto(str(page.locator(f"main a{link}").first.get_attribute("href")))

    return follow


def unfold(page: Page) -> None:
    """Open everything that folds."""
    for summary in page.locator("main details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def changes_since_the_last(page: Page) -> None:
    plan_of(OKSANA)(page)
    page.locator("main a[href*='aenderungen=']").click()
    expect(page.locator("section#aenderungen")).to_be_visible()


def agreed_version(page: Page) -> None:
    plan_of(OKSANA)(page)
    page.locator(".versions-of-plan a").last.click()
    expect(page.locator(".digest")).to_be_visible()


def attach_scan(page: Page) -> None:
    agreed_version(page)
    page.locator("main a[href$='/scan/']").click()
    expect(page.locator("main input[type=file]")).to_be_visible()


def be_late(page: Page) -> None:
    """Send a form that was drawn before somebody else saved."""
    page.locator("main [name=version]").evaluate("field => { field.value = 1; }")
    page.locator("main textarea").first.fill("Das steht noch nicht im Plan.")
    page.locator(SAVE).first.click()
    expect(page.locator("[data-both-texts]")).to_be_visible()


def follow_remove(page: Page) -> None:
    page.locator("main a[href$='/entfernen/']").first.click()
    expect(page.locator("main .button--danger")).to_be_visible()


def choose_orally(page: Page) -> None:
    page.locator("main [name=how][value=oral]").check(force=True)


def discussed(name: str) -> Deed:
    """The form of the first domain that was discussed."""
    return in_both(in_both(plan_of(name), unfold), _change_rating)


def _change_rating(page: Page) -> None:
    page.locator("main details a[href*='/bereich/']").first.click()
    expect(page.locator("[data-editing]")).to_be_visible()


def begun_by(name: str) -> Deed:
    """The plan of somebody in an open case, begun where it is not; nothing stands in it yet."""

    def begin(page: Page) -> None:
        case_of(name)(page)
        page.goto(f"{page.url.split('?')[0]}?teil=plan")
        button = page.locator("main form[action*='/menschen/'][action$='/plan/'] button").first
        if button.count():
            button.click()
        else:
            page.goto(str(page.locator("main a[href*='/plaene/']").first.get_attribute("href")))
        expect(page.locator(".plan__domains")).to_be_visible()

    return begin


def in_one_go(page: Page) -> None:
    begun_by(SELAM)(page)
    page.locator(".plan__domains a[href$='/language/']").click()
    expect(page.locator(".suggestion").first).to_be_visible()


def choose_a_suggestion(page: Page) -> None:
    """With a text of one's own in one field, which stays."""
    page.locator("main [name=indicator]").fill("Das merke ich selbst.")
    page.locator(".suggestion").first.click()
    expect(page.locator(".suggestions .message")).to_be_visible()


def type_to_find(page: Page) -> None:
    page.locator("main [name=wording]").fill("prüfung b1")
    expect(page.locator(".suggestions li:visible")).to_have_count(1)


def shown_in(language: str, of: Deed) -> Deed:
    """The page that is shown to the person, in a second language."""

    def show_it(page: Page) -> None:
        of(page)
        page.goto(f"{page.url.split('?')[0]}zeigen/?sprache={language}")
        expect(page.locator(f".shown [lang={language}]").first).to_be_visible()

    return show_it


def family_plan(page: Page) -> None:
    """Begin the plan of a family, or open it where an earlier screen has."""
    case_of(YUSUF)(page)
    begin = page.locator("main .plan-card button[name=fuer]")
    link = page.locator("main .plan-card a[href*='/plaene/']")
    (begin if begin.count() else link).first.click()
    expect(page.locator(".plan__covered")).to_be_visible()


def rate_other_adult(page: Page) -> None:
    """Switch to the second adult, and discuss a domain with them."""
    page.locator(".adults a").last.click()
    page.locator("main a[href*='/bereich/mobility/']").first.click()
    expect(page.locator("[data-editing]")).to_be_visible()


def own_plan_beside(page: Page) -> None:
    """Begin an own plan beside that of the family, or open it where an earlier screen has."""
    family_plan(page)
    other = page.locator(".plan__aside h3 + ul a")
    if other.count():
        other.first.click()
    else:
        case_of(YUSUF)(page)
        page.locator("main .plan-card button[name=daneben]").first.click()
    expect(page.locator(".plan__covered bdi")).to_have_count(1)


def agreed_family_plan(page: Page) -> None:
    """The plan of a family that one adult agreed to."""
    plan_of(TAHMINA)(page)
    expect(page.locator(".signers").last).to_be_visible()


def agree_late(page: Page) -> None:
    page.locator("main a[href$='/zustimmen/']").first.click()
    expect(page.locator("main [name=how]").first).to_be_attached()


def decline_late(page: Page) -> None:
    page.locator("main a[href$='/ablehnen/']").first.click()
    expect(page.locator("main [name=declined_on]")).to_be_visible()


def with_a_day_to_come(page: Page) -> None:
    """Send a day that lies in the future."""
    page.locator("main [name=declined_on]").fill("2999-01-01")
    page.locator("main form .button--primary").click()
    expect(page.locator(".faults")).to_be_focused()


def new_goal(page: Page) -> None:
    page.goto(f"{page.url.split('?')[0]}ziel/")


PLAN_SCREENS = (
    Screen("plan-first", LIST, "Amira", begun_by(SELAM)),
    Screen("one-go", LIST, "Amira", in_one_go),
    Screen("one-go-typing", LIST, "Amira", in_both(in_one_go, type_to_find)),
    Screen("one-go-suggested", LIST, "Amira", in_both(in_one_go, choose_a_suggestion)),
    Screen("one-go-faults", LIST, "Amira", in_both(in_one_go, send_empty)),
    Screen("show-uk", LIST, "Amira", shown_in("uk", plan_of(OKSANA))),
    Screen("show-ar", LIST, "Amira", shown_in("ar", plan_of(ZAHRA))),
    Screen("show-en", LIST, "Amira", shown_in("en", agreed_version)),
    Screen("plan-not-begun", LIST, "Amira", case_of(YUSUF)),
    Screen("plan", LIST, "Amira", plan_of(ZAHRA)),
    Screen("plan-unfolded", LIST, "Amira", in_both(plan_of(ZAHRA), unfold)),
    Screen("plan-next", LIST, "Amira", in_both(plan_of(OKSANA), unfold)),
    Screen("plan-changes", LIST, "Amira", changes_since_the_last),
    Screen("plan-agreed", LIST, "Amira", agreed_version),
    Screen("plan-agreed-unfolded", LIST, "Amira", in_both(agreed_version, unfold)),
    Screen("attach-scan", LIST, "Amira", attach_scan),
    Screen("attach-scan-faults", LIST, "Amira", in_both(attach_scan, send_empty)),
    Screen("rate", LIST, "Amira", below(ZAHRA, "[href*='/bereich/mobility/']")),
    Screen("rate-again", LIST, "Amira", discussed(ZAHRA)),
    Screen(
        "rate-faults",
        LIST,
        "Amira",
        in_both(below(ZAHRA, "[href*='/bereich/mobility/']"), send_empty),
    ),
    Screen("rate-both", LIST, "Amira", in_both(discussed(ZAHRA), be_late), status=409),
    Screen("goal-new", LIST, "Amira", below(ZAHRA, "[href*='/ziel/?']")),
    Screen("goal-faults", LIST, "Amira", in_both(below(ZAHRA, "[href*='/ziel/?']"), send_empty)),
    Screen("goal", LIST, "Amira", below(OKSANA, "[href*='/plaene/ziel/']")),
    Screen(
        "goal-remove",
        LIST,
        "Amira",
        in_both(below(OKSANA, "[href*='/plaene/ziel/']"), follow_remove),
    ),
    Screen("measure-new", LIST, "Amira", below(OKSANA, "[href$='/schritt/']")),
    Screen("measure", LIST, "Amira", below(OKSANA, "[href*='/plaene/schritt/']")),
    Screen(
        "measure-remove",
        LIST,
        "Amira",
        in_both(below(OKSANA, "[href*='/plaene/schritt/']"), follow_remove),
    ),
    Screen("contributions", LIST, "Amira", below(ZAHRA, "[href*='/beitraege/']")),
    Screen("plan-of-family", LIST, "Amira", family_plan),
    Screen("plan-of-family-agreed", LIST, "Amira", agreed_family_plan),
    Screen("agree-late", LIST, "Amira", in_both(agreed_family_plan, agree_late)),
    Screen(
        "agree-late-faults",
        LIST,
        "Amira",
        in_both(in_both(agreed_family_plan, agree_late), send_empty),
    ),
    Screen("decline-late", LIST, "Amira", in_both(agreed_family_plan, decline_late)),
    Screen(
        "decline-late-faults",
        LIST,
        "Amira",
        in_both(in_both(agreed_family_plan, decline_late), with_a_day_to_come),
    ),
    Screen("goal-of-family", LIST, "Amira", in_both(family_plan, new_goal)),
    Screen("rate-adult", LIST, "Amira", in_both(family_plan, rate_other_adult)),
    Screen("plan-beside-family", LIST, "Amira", own_plan_beside),
    Screen("agree-missing", LIST, "Amira", below(ZAHRA, "[href*='/vereinbaren/']")),
)

# Addresses of a plan carry its id, too.
PLAN_BEHIND_LINKS = {
    "casework:agree": "stands behind a link: agree-missing",
    "casework:agree_late": "stands behind a link: agree-late",
    "casework:attach_scan": "stands behind a link: attach-scan",
    "casework:begin_plan": "a button of the case",
    "casework:contributions": "stands behind a link: contributions",
    "casework:decline_late": "stands behind a link: decline-late",
    "casework:goal": "stands behind a link: goal",
    "casework:goal_result": "a button of the plan",
    "casework:measure": "stands behind a link: measure",
    "casework:new_goal": "stands behind a link: goal-new",
    "casework:new_measure": "stands behind a link: measure-new",
    "casework:next_version": "a button of the plan",
    "casework:one_go": "stands behind a link: one-go",
    "casework:plan": "stands behind a link: plan",
    "casework:print": "a file",
    "casework:progress": "a button of the plan",
    "casework:rate": "stands behind a link: rate",
    "casework:rate_adult": "stands behind a link: rate-adult",
    "casework:remove_goal": "stands behind a link: goal-remove",
    "casework:remove_measure": "stands behind a link: measure-remove",
    "casework:signed_scan": "a file",
    "casework:show": "stands behind a link: show-uk",
}
