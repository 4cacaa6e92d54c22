"""The rules as pages and lists, for the terminal and the docs."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.mode_names import EVERY_MODE, MODE_WORDS
from aptcheck.rules.retired import Retired
from aptcheck.rules.rule import Repair, Rule
from aptcheck.wording.json_words import json_text

__all__ = [
    "judges_modes",
    "modes_words",
    "profiles",
    "retired_page",
    "rule_page",
    "rules_json",
    "rules_markdown",
    "rules_text",
]


#: What can be done about an error once the data are taken.
_REPAIRS: dict[Repair, str] = {
    "association": "only an association file of your own can repair an error, offline",
    "never": "nothing can repair an error",
}


def rule_page(rule: Rule) -> str:
    """Return the page of one rule in Markdown: heading, severities, its docstring."""
    title, _, body = rule.page.partition("\n")
    draft, default, submit = profiles(rule)
    return (
        f"# {rule.code}: {rule.name}\n\n{title}\n\n"
        f"Severity: **{default}** (draft: {draft}; submit: {submit}){_repair(rule)}\n"
        f"{_modes(rule)}"
        f"{body.rstrip()}\n"
    )


def _repair(rule: Rule) -> str:
    return f"  \nOnce the data are taken: {_REPAIRS[rule.repair]}" if rule.repair else ""


def _modes(rule: Rule) -> str:
    return f"\nModes: {modes_words(rule)}\n" if judges_modes(rule) else ""


def judges_modes(rule: Rule) -> bool:
    """Whether a rule judges something of a mode, not the file, proposal or configuration."""
    return not rule.judged_by_engine and rule.subject != "Proposal"


def modes_words(rule: Rule) -> str:
    """Return the modes that a rule judges: ``MRS, NIRSpec IFU``."""
    return (
        "every mode" if rule.modes == EVERY_MODE else ", ".join(MODE_WORDS[m] for m in rule.modes)
    )


def retired_page(gone: Retired) -> str:
    """Return the page, in Markdown, of a code that is no longer a rule."""
    return f"# {gone.code}: {gone.name} (retired)\n\n{gone.why}\n"


def profiles(rule: Rule) -> tuple[str, str, str]:
    """Return the usual severity in the profiles draft, default and submit."""
    default = rule.severity.value
    draft = default
    if rule.draft == "warning" and default == "error":
        draft = "warning"
    elif rule.draft == "off" and default == "info":
        draft = "left out"
    submit = rule.severity.raised().value if rule.submit == "raised" else default
    return draft, default, submit


def rules_text(rules: Iterable[Rule]) -> str:
    """Return one line per rule."""
    return "".join(f"{r.code}  {r.severity.value:7s}  {r.name}: {r.title}\n" for r in rules)


def rules_json(rules: Iterable[Rule]) -> str:
    """Return the rules as a JSON list."""
    entries = []
    for rule in rules:
        draft, default, submit = profiles(rule)
        entries.append(
            {
                "code": rule.code,
                "name": rule.name,
                "title": rule.title,
                "severity": default,
                "modes": list(rule.modes) if judges_modes(rule) else [],
                "profiles": {"draft": draft, "default": default, "submit": submit},
                "page": rule.page,
            }
        )
    return json_text(entries, indent=1) + "\n"


def rules_markdown(rules: Iterable[Rule]) -> str:
    """Return the rules as a Markdown table."""
    head = "| code | name | severity | draft | submit | |\n|---|---|---|---|---|---|\n"
    rows = []
    for rule in rules:
        draft, default, submit = profiles(rule)
        title = rule.title.replace("|", "\\|")
        rows.append(f"| {rule.code} | {rule.name} | {default} | {draft} | {submit} | {title} |\n")
    return head + "".join(rows)
