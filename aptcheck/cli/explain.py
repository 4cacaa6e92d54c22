"""``aptcheck explain CODE``: a rule's page in the terminal."""

from __future__ import annotations

import click

from aptcheck.cli.output import write
from aptcheck.errors import UsageError
from aptcheck.report import Look
from aptcheck.report.pages import retired_page, rule_page
from aptcheck.rules.registry import all_rules, find_rule
from aptcheck.rules.retired import find_retired

__all__ = ["command"]


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Show the page of a rule, given its code or its name (ngroups-mismatch)."""
    page = _page(code)

    def show(look: Look) -> str:
        if not look.colour:
            return page
        from aptcheck.report.terminal import markdown

        return markdown(page, look)

    write(show, None)
    return 0


def _page(code: str) -> str:
    if (rule := find_rule(code)) is not None:
        return rule_page(rule)
    if (gone := find_retired(code)) is not None:
        return retired_page(gone)
    raise UsageError(f"there is no rule {code!r}; {_hint(code)}")


def _hint(code: str) -> str:
    from difflib import get_close_matches

    family = [rule.code for rule in all_rules() if rule.code.startswith(code.upper())]
    if family:
        return f"codes that begin with it: {', '.join(family)}."
    known = [word for rule in all_rules() for word in (rule.code, rule.name)]
    near = get_close_matches(code.upper(), known, n=1) or get_close_matches(code, known, n=1)
    return f"did you mean {near[0]}?" if near else "`aptcheck rules` lists them."
