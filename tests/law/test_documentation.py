"""The page on the VwV says what the versions say.

After a change of a version, `python tests/law/test_documentation.py` writes its tables anew.
"""

import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from bindeglied.cli.words import Words  # noqa: E402
from bindeglied.funding.wording import LABELS  # noqa: E402
from bindeglied.law.rulebook import all_versions  # noqa: E402
from bindeglied.law.rules import RULE_KEYS, Rules  # noqa: E402
from bindeglied.law.values import Certainty  # noqa: E402

PAGE = REPOSITORY / "docs" / "law" / "vwv-integrationsmanagement.md"
BEGIN, END = "<!-- aus bindeglied/law/versions -->", "<!-- Ende -->"
MARKS = {
    Certainty.SOURCED: "B",
    Certainty.DERIVED: "H",
    Certainty.INFERRED: "E",
    Certainty.GENERAL: "A",
    Certainty.UNKNOWN: "?",
}


def cell(rules: Rules, key: str) -> str:
    rule = rules.value_of(key)
    shown = "–" if rule.value is None else Words().any_value(rule.value)
    return "?" if rule.certainty is Certainty.UNKNOWN else f"{shown} {MARKS[rule.certainty]}"


def side_by_side() -> list[str]:
    versions = all_versions()
    head = ["", *(Words().day(rules.in_force) for rules in versions)]
    rows = [[LABELS[key], *(cell(rules, key) for rules in versions)] for key in RULE_KEYS]
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def sources() -> list[str]:
    lines, before = [], None
    for rules in all_versions():
        lines += ["", f"**{rules.source}**", ""]
        places: dict[str, list[str]] = {}
        for key, rule in rules.values():
            is_new = before is None or rule.source != before.value_of(key).source
            if is_new and rule.certainty is not Certainty.UNKNOWN:
                places.setdefault(str(rule.source), []).append(LABELS[key])
        lines += [f"- {source}: {'; '.join(labels)}" for source, labels in places.items()]
        before = rules
    return lines


def tables() -> str:
    return "\n".join([BEGIN, "", *side_by_side(), "", "## Quellen", *sources(), "", END])


def test_the_page_says_what_the_versions_say():
    assert tables() in PAGE.read_text(encoding="utf-8"), "run this file to write the page anew"


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(before + tables() + after, encoding="utf-8")
