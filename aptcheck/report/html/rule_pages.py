"""The pages of the rules that found something, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markupsafe import Markup

from aptcheck.rules.registry import find_rule

__all__ = ["RulePage", "rule_pages"]


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule: its code, its name, its title and the text below it."""

    code: str
    name: str
    title: str
    body: Markup


def rule_pages(codes: Iterable[str]) -> tuple[RulePage, ...]:
    """Return the page of each rule once, by code; a code without a rule has none."""
    # a page is our own text, but HTML in it is escaped anyway
    markdown = MarkdownIt("commonmark", {"html": False})
    pages = []
    for rule in filter(None, map(find_rule, sorted(set(codes)))):
        title, _, body = rule.page.partition("\n")
        html = markdown.render(body).replace("<h2>", "<h4>").replace("</h2>", "</h4>")
        pages.append(RulePage(rule.code, rule.name, title, Markup(html)))  # noqa: S704
    return tuple(pages)
