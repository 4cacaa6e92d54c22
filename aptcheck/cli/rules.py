"""``aptcheck rules``: the list of rules."""

from __future__ import annotations

import click

from aptcheck.cli.output import write
from aptcheck.report.pages import rules_json, rules_markdown, rules_text
from aptcheck.rules.registry import all_rules

__all__ = ["command"]

_RENDERERS = {"text": rules_text, "json": rules_json, "markdown": rules_markdown}


@click.command("rules")
@click.option("--format", "format_", type=click.Choice(list(_RENDERERS)), default="text")
def command(format_: str) -> int:
    """List the rules: code, severity, name, one line each."""
    write(lambda _: _RENDERERS[format_](all_rules()), None)
    return 0
