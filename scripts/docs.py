"""Write the parts of the docs that come from the code: rules, modes, commands, columns.

``python -m scripts.docs`` writes them, ``--check`` fails if they are out of date. docs/rules/ is
written whole; in docs/archive.md, docs/commands.md and docs/modes.md, only what is between markers.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from aptcheck.cli.main import COMMANDS
from aptcheck.mode_names import EVERY_MODE, MODE_WORDS
from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.report.archive.columns import COMMON, OWN, ROW
from aptcheck.report.pages import judges_modes, modes_words, profiles, rule_page
from aptcheck.rules.families import FAMILIES, folder_of
from aptcheck.rules.registry import all_rules
from aptcheck.rules.retired import RETIRED
from aptcheck.rules.rule import Rule
from scripts.example_section import example_section

DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDER = DOCS / "rules"
ARCHIVE_PAGE = DOCS / "archive.md"
COMMANDS_PAGE = DOCS / "commands.md"
MODES_PAGE = DOCS / "modes.md"

INTRODUCTION = """\
# The rules

Each code links to the rule's page, which `aptcheck explain CODE` also shows. The severity is the
profile's usual one; a finding may have another, as the page says. How to read them:
[Reading a report](../reading.md).
"""

#: Pictures on the pages of rules: file in docs/images, and what it shows.
PICTURES = {
    "ORI101": (
        ("sky-spoiled.svg", "At V3PA 121.5 the circle of a star touches the field of the sample"),
        ("sky-clean.svg", "At V3PA 137 no circle does"),
    ),
    "SKY101": (("suggested.png", "Positions for a background that a star spoils at every angle"),),
    "BKG105": (("pairs.png", "The table of pairs: interruptible is marked in the third column"),),
    "BKG201": (("pairs.png", "The table of pairs: Ngroups that differ are marked"),),
    "BKG801": (("sky-spoiled.svg", "The MRS rotates around the target that the imager holds"),),
}

RETIREMENT = """
## Retired codes

These codes are never reused.

| code | name | |
|---|---|---|
"""


def pages() -> dict[str, str]:
    """Return {file name: text} of every page in docs/rules/."""
    rules = all_rules()
    codes = {rule.code for rule in rules}
    made = {f"{rule.code}.md": _linked(_page(rule), codes - {rule.code}) for rule in rules}
    made["index.md"] = _listing(rules)
    return made


def _page(rule: Rule) -> str:
    """Return the page that `aptcheck explain` shows, with an example and the neighbors."""
    before, source, after = rule_page(rule).partition("\n## Source\n")
    example = example_section(rule.code) + _pictures(rule)
    return f"{before}{example}{source}{after}{_neighbors(rule)}"


def _pictures(rule: Rule) -> str:
    shown = PICTURES.get(rule.code, ())
    return "".join(f"\n![{what}](../images/{file})\n" for file, what in shown)


def _neighbors(rule: Rule) -> str:
    """Return links to the rules before and after it in its family."""
    family = folder_of(rule)
    rules = [one for one in all_rules() if folder_of(one) == family]
    place = rules.index(rule)
    near = rules[max(place - 1, 0) : place] + rules[place + 1 : place + 2]
    links = [f"[{one.code} {one.name}]({one.code}.md)" for one in near]
    (heading,) = (one.heading for one in FAMILIES if one.folder == family)
    return f"\n{heading}: {' · '.join((*links, '[all rules](index.md)'))}\n"


def _linked(page: str, codes: set[str]) -> str:
    """Link the rules and the docs that a page mentions, except in its heading and in code."""
    heading, newline, body = page.partition("\n")
    names = "|".join(sorted(codes))
    blocks = re.split(r"(^```.*?^```$)", body, flags=re.MULTILINE | re.DOTALL)
    for place in range(0, len(blocks), 2):  # between them are blocks of code
        text = re.sub(rf"(?<![\w`\[])({names})(?![\w`.])", r"[\1](\1.md)", blocks[place])
        blocks[place] = re.sub(r"docs/(\w+)\.md", r"[docs/\1.md](../\1.md)", text)
    return heading + newline + "".join(blocks)


def _listing(rules: tuple[Rule, ...]) -> str:
    parts = [INTRODUCTION]
    for family in FAMILIES:
        question = (import_module(f"aptcheck.rules.{family.folder}").__doc__ or "").strip()
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {default} | {draft} | {submit} "
            f"| {modes_words(rule) if judges_modes(rule) else ''} | {rule.title} |\n"
            for rule in rules
            if folder_of(rule) == family.folder
            for draft, default, submit in [profiles(rule)]
        ]
        parts.append(
            f"\n## {family.heading}\n\n{question}\n\n"
            "| code | name | default | draft | submit | modes | |\n|---|---|---|---|---|---|---|\n"
            + "".join(rows)
        )
    parts.append(RETIREMENT)
    parts += [f"| {gone.code} | {gone.name} | {gone.why} |\n" for gone in RETIRED]
    entries = "".join(f"{rule.code}\n" for rule in rules)
    parts.append(f"\n```{{toctree}}\n:hidden:\n\n{entries}```\n")
    return "".join(parts)


def commands_page(text: str) -> str:
    """Return the command line's page with the generated part of every command updated.

    A command without a section gets one at the end.
    """
    for name, sentence in COMMANDS.items():
        begin, end = f"<!-- generated: {name} -->\n", f"<!-- /generated: {name} -->\n"
        if begin not in text:
            text += f"\n## {name}\n\n{sentence}\n\n{begin}{end}"
        before, rest = text.split(begin, 1)
        text = f"{before}{begin}{command_reference(name)}{end}{rest.split(end, 1)[1]}"
    return text


def modes_page(text: str) -> str:
    """Return the page of the modes with its table of rules updated."""
    begin, end = "<!-- generated: modes -->\n", "<!-- /generated: modes -->\n"
    before, rest = text.split(begin, 1)
    heads = " | ".join(MODE_WORDS[mode] for mode in EVERY_MODE)
    rows = [
        f"| [{rule.code}](rules/{rule.code}.md) | {rule.name} | "
        + " | ".join("x" if mode in rule.modes else "" for mode in EVERY_MODE)
        + " |\n"
        for rule in all_rules()
        if judges_modes(rule)
    ]
    table = f"| | | {heads} |\n|---|---|{'---|' * len(EVERY_MODE)}\n" + "".join(rows)
    return f"{before}{begin}{table}{end}{rest.split(end, 1)[1]}"


def archive_page(text: str) -> str:
    """Return the page about archives with its table of columns updated."""
    begin, end = "<!-- generated: columns -->\n", "<!-- /generated: columns -->\n"
    before, rest = text.split(begin, 1)
    rows = [f"| every row | `{ROW}` | text | {_choices(tuple(OWN))} |\n"]
    rows += [_column("every row", column) for column in COMMON]
    rows += [_column(kind, column) for kind, own in OWN.items() for column in own]
    table = "| in rows | column | kind | |\n|---|---|---|---|\n" + "".join(rows)
    return f"{before}{begin}{table}{end}{rest.split(end, 1)[1]}"


def _column(rows: str, column: ArchiveColumn[Any]) -> str:
    kind = "list of integers" if column.kind == "integers" else column.kind
    # With many choices, the docs list them elsewhere: the modes.
    choices = f": {_choices(column.choices)}" if 0 < len(column.choices) < 6 else ""
    empty = "" if column.filled else " (may be empty)"
    return f"| {rows} | `{column.name}` | {kind}{empty} | {_cell(column.meaning)}{choices} |\n"


def _choices(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def command_reference(name: str) -> str:
    """Return usage and options of a command, from click."""
    command: click.Command = import_module(f"aptcheck.cli.{name}").command
    context = click.Context(command, info_name=f"aptcheck {name}")
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    rows = [
        f"| {_spelling(option, context)} | {_default(option)} | {_cell(option.help or '')} |\n"
        for option in command.params
        if isinstance(option, click.Option)
    ]
    table = "| option | default | |\n|---|---|---|\n" + "".join(rows) if rows else ""
    return "\n".join(part for part in (f"```text\n{usage}\n```\n", table) if part)


def _spelling(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len))
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        choices = ", ".join(f"`{choice}`" for choice in option.type.choices)
        return f"{names} {choices}"
    if isinstance(option.type, (click.IntRange, click.types.IntParamType)):
        return f"{names} `N`"
    return f"{names} `{_cell(option.make_metavar(context))}`"


def _default(option: click.Option) -> str:
    plain = isinstance(option.default, (str, int)) and not isinstance(option.default, bool)
    return f"`{option.default}`" if plain and not option.is_flag else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


#: Pages of which a part is generated, each with what renews it.
PARTLY = {ARCHIVE_PAGE: archive_page, COMMANDS_PAGE: commands_page, MODES_PAGE: modes_page}


def main() -> int:
    """Write or check."""
    made = {FOLDER / name: text for name, text in pages().items()}
    for page, renewed in PARTLY.items():
        made[page] = renewed(page.read_text(encoding="utf-8"))
    there = {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    there |= {p: p.read_text(encoding="utf-8") for p in PARTLY}
    drifted = sorted(p for p in made.keys() | there.keys() if made.get(p) != there.get(p))
    if "--check" in sys.argv:
        for path in drifted:
            print(f"docs/{path.relative_to(DOCS)} is out of date: run python -m scripts.docs")
        return int(bool(drifted))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in drifted:
        if path in made:
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
