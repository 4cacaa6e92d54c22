"""The rules of a SARIF run: what GitHub shows beside an alert.

Properties and limits: GitHub Docs, "SARIF support for code scanning" (read 2026-11).
"""

from __future__ import annotations

from typing import Any

from aptcheck.finding import Finding, Severity
from aptcheck.report.visible import shortened
from aptcheck.rules.registry import find_rule
from aptcheck.rules.rule import Rule

__all__ = ["LEVEL", "descriptor", "literal"]

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
# 1,024 are shown; braces count twice.
_DESCRIPTION = 900


def descriptor(finding: Finding) -> dict[str, Any]:
    """Return the reporting descriptor of a finding's rule, with its page as help."""
    rule = find_rule(finding.code)
    if rule is None:
        return _described(finding.code, finding.name, finding.severity, finding.name, "")
    return _described(rule.code, rule.name, rule.severity, rule.title, _what(rule), rule.page)


def literal(text: str) -> str:
    """Return text that a SARIF message shows as it is: no placeholder and no embedded link.

    SARIF 2.1.0, sections 3.11.5 and 3.11.6.
    """
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _described(
    code: str, name: str, severity: Severity, title: str, what: str, page: str = ""
) -> dict[str, Any]:
    short = literal(shortened(title, _DESCRIPTION))
    return {
        "id": shortened(code, 60),
        "name": "".join(part.capitalize() for part in shortened(name, 200).split("-")),
        "shortDescription": {"text": short},
        "fullDescription": {"text": literal(shortened(what or title, _DESCRIPTION))},
        "help": {
            "text": literal(page or title or name),
            "markdown": literal(f"# {code}: {name}\n\n{page or title}"),
        },
        "defaultConfiguration": {"level": LEVEL[severity]},
        "properties": {
            "tags": ["JWST", "APT", "background"],
            "problem.severity": _PROBLEM[severity],
        },
    }


def _what(rule: Rule) -> str:
    """Return the section of a page that says what the rule looks at."""
    _, _, after = rule.page.partition("## What\n")
    return after.partition("\n## ")[0]
