"""``aptcheck explain CODE``: a rule's page in the terminal."""

from __future__ import annotations

import click

from aptcheck.cli.output import write
from aptcheck.errors import UsageError
from aptcheck.report import Look
from aptcheck.report.pages import rule_page
from aptcheck.rules.registry import all_rules, find_rule

__all__ = ["command"]


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Show the page of a rule, by its code or its name (ngroups-mismatch)."""
    from difflib import get_close_matches

    rule = find_rule(code)
    if rule is None:
        known = [word for rule in all_rules() for word in (rule.code, rule.name)]
        near = get_close_matches(code.upper(), known, n=1) or get_close_matches(code, known, n=1)
        family = [rule.code for rule in all_rules() if rule.code.startswith(code.upper())]
        hint = f"did you mean {near[0]}?" if near else "`aptcheck rules` lists them."
        if family:
            hint = f"these begin with it: {', '.join(family)}."
        raise UsageError(f"there is no rule {code!r}; {hint}")
    page = rule_page(rule)

    def show(look: Look) -> str:
        if not look.colour:
            return page
        from aptcheck.report.terminal import markdown

        return markdown(page, look)

    write(show, None)
    return 0
