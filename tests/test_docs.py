"""The docs say what the code does: pages, links, keys, options and examples."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import json
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, get_args, get_origin

import click
import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from aptcheck.cli.main import COMMANDS
from aptcheck.config import Config, IntentSetting, SuppressionSetting, Thresholds
from aptcheck.report import FORMATS
from aptcheck.report.markdown_proposal import PAIR_COLUMNS
from aptcheck.report.text_pairs import HEADINGS
from aptcheck.report.words import yes_no
from aptcheck.results import Outcome
from aptcheck.rules import Rule
from aptcheck.rules.families import FAMILIES, folder_of
from aptcheck.rules.registry import all_rules, find_rule
from aptcheck.rules.retired import RETIRED
from aptcheck.rules.rule import rule as rule_decorator
from aptcheck.rules.subjects import SUBJECTS
from scripts import docs

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
SECTIONS = ("## What", "## Why", "## How to fix", "## Source")
TABLES: dict[str, type[BaseModel]] = {
    "Top level": Config,
    "`[intents.<number or name>]`": IntentSetting,
    "`[thresholds]`": Thresholds,
    "`[[suppress]]`": SuppressionSetting,
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def section(page: Path, heading: str) -> str:
    """Return the text under a `##` heading."""
    _, _, rest = TEXTS[page].partition(f"\n## {heading}\n")
    assert rest, f"{relative(page)} has no section {heading!r}"
    return rest.split("\n## ", 1)[0]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", TEXTS[path], re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# Rules


def test_the_rule_pages_match_their_docstrings() -> None:
    committed = {path.name: TEXTS[path] for path in PAGES if path.parent == docs.FOLDER}
    assert docs.pages() == committed, "run python -m scripts.docs"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_title_and_its_four_sections(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert len(rule.title) <= 100
    assert tuple(re.findall(r"^## .+$", rule.page, re.MULTILINE)) == SECTIONS
    for part in re.split(r"^## .+$", rule.page, flags=re.MULTILINE)[1:]:
        assert part.strip()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_test_file_beside_its_twin(rule: Rule) -> None:
    *_, family, name = rule.check.__module__.split(".")
    twin = ROOT / "tests" / "rules" / family / f"test_{name}.py"
    assert twin.is_file(), f"{rule.code} has no {relative(twin)}"


def test_every_family_of_rules_has_its_heading() -> None:
    assert {folder_of(rule) for rule in all_rules()} == {one.folder for one in FAMILIES}


def test_contributing_names_every_parameter_of_a_rule_with_its_default() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"\| parameter \| default \|.*?\n\n", text, re.DOTALL)
    rows = dict(re.findall(r"^   \| `(\w+)` \|([^|]*)\|", table, re.MULTILINE))
    defaults = {
        name: parameter.default
        for name, parameter in inspect.signature(rule_decorator).parameters.items()
        if name != "code"
    }
    assert rows.keys() == defaults.keys()
    for name, default in rows.items():
        if default.strip().startswith("`"):
            assert ast.literal_eval(default.strip().strip("`")) == defaults[name]
    assert defaults["severity"] is inspect.Parameter.empty
    assert defaults["silenced_by"] == {"selection", "suppression"}


def test_contributing_names_every_subject_of_a_rule() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"\| subject \| what it is \|\n.*?\n\n", text, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", table)) == SUBJECTS


def test_every_sentence_of_jdox_has_a_rule_and_a_test() -> None:
    page = TEXTS[DOCS / "jdox.md"]
    rows = [row for row in page.splitlines() if row.startswith("| ") and "the page says" not in row]
    assert len(rows) > 30
    for row in rows:
        _, rules, tests = row.strip("|").split("|")
        codes = re.findall(r"\[(\w+)\]\(rules/\1\.md\)", rules)
        assert codes, row
        files = re.findall(r"`([\w/]+)`", tests)
        assert len(files) == len(codes), row
        for code, file in zip(codes, files, strict=True):
            rule = find_rule(code)
            assert rule is not None
            name = rule.name.replace("-", "_")
            assert Path(file).name == f"test_{name}", row
            assert (ROOT / "tests" / "rules" / f"{file}.py").is_file(), file


def test_a_rule_that_a_page_mentions_exists() -> None:
    codes = {rule.code for rule in all_rules()} | {rule.code for rule in RETIRED}
    for path, text in TEXTS.items():
        mentioned = set(re.findall(r"\b(?:APT|BKG|SKY|ORI|CFG)\d{3}\b", text))
        assert mentioned <= codes, (relative(path), sorted(mentioned - codes))


# Links


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_link_inside_the_docs_leads_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", TEXTS[path], flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_in_a_table_of_contents() -> None:
    listed = {"index"}
    for path in (DOCS / "index.md", docs.FOLDER / "index.md"):
        folder = path.parent.relative_to(DOCS)
        for tree in re.findall(r"```\{toctree\}\n(.*?)```", TEXTS[path], re.DOTALL):
            names = [line for line in tree.split("\n") if line and not line.startswith(":")]
            listed.update((folder / name).as_posix() for name in names)
    pages = (*PAGES, *DOCS.rglob("*.ipynb"))
    assert {path.relative_to(DOCS).with_suffix("").as_posix() for path in pages} == listed


# Configuration


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_is_in_the_docs_with_its_default(heading: str) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \|", section(DOCS / "configuration.md", heading), re.MULTILINE
    )
    expected = [(name, default(field)) for name, field in TABLES[heading].model_fields.items()]
    assert sorted(rows) == sorted(expected)


def default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is None:
        return "none"
    if isinstance(value, Thresholds):
        value = {}
    return f"`{json.dumps(value)}`"


@pytest.mark.parametrize("key", ["strategy", "source_class"])
def test_every_value_of_an_intent_is_in_the_docs(key: str) -> None:
    _, _, rest = TEXTS[DOCS / "configuration.md"].partition(f"\n### Values of `{key}`\n")
    rows = re.findall(r'^\| `"([\w-]+)"` \|', rest.split("\n#", 1)[0], re.MULTILINE)
    kind = IntentSetting.model_fields[key].annotation
    assert get_origin(kind) is Literal
    assert rows == list(get_args(kind))


# Command line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_section_of_its_command(name: str) -> None:
    text = section(docs.COMMANDS_PAGE, name)
    command = importlib.import_module(f"aptcheck.cli.{name}").command
    cells = re.findall(r"^\| (`-[^|]+)\|", text, re.MULTILINE)
    spelled = {word for cell in cells for word in re.findall(r"`(-[\w-]+)`", cell)}
    known = {
        spelling
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for spelling in parameter.opts
    }
    assert spelled == known


def test_the_generated_part_of_the_command_line_is_up_to_date() -> None:
    text = TEXTS[docs.COMMANDS_PAGE]
    assert docs.commands_page(text) == text, "run python -m scripts.docs"


def test_every_format_is_explained() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|", TEXTS[docs.COMMANDS_PAGE].split("### Formats")[1], re.MULTILINE
    )
    assert rows[: len(FORMATS)] == list(FORMATS)


# Reading a report


def words_of_the_tables() -> set[str]:
    """Return every heading and term that text, Markdown and the page print over a value."""
    report = ROOT / "aptcheck" / "report"
    found = {*HEADINGS, *PAIR_COLUMNS}
    for line in re.findall(r'"(?:\\n)?\| (\w[^"]*) \|\\n', (report / "markdown.py").read_text()):
        found.update(line.split(" | "))
    for template in (report / "html" / "templates").glob("*.html"):
        cells = re.findall(
            r"<(th scope=\"col\"|dt)[^>]*>([^<{]+?) ?[<{]", template.read_text("utf-8")
        )
        found.update(text for _, text in cells)
    return found


def test_every_word_of_the_tables_is_explained() -> None:
    words = words_of_the_tables()
    assert {"Depth", "Rules not checked", "Allowed V3PA", "East"} <= words
    page = " ".join(TEXTS[DOCS / "reading.md"].split()).lower()
    assert [word for word in sorted(words) if word.split(",")[0].lower() not in page] == []


def as_a_pair(**link: bool) -> Any:
    """Return what `yes_no` reads of a pair."""
    return SimpleNamespace(**link)


def test_every_word_for_a_link_and_an_outcome_is_explained() -> None:
    page = TEXTS[DOCS / "reading.md"]
    held = [
        {"declared": False, "linked": True, "non_interruptible": True},
        {"declared": True, "linked": False, "non_interruptible": False},
        {"declared": True, "linked": True, "non_interruptible": False},
        {"declared": True, "linked": True, "non_interruptible": True},
    ]
    for link in held:
        assert f"| `{yes_no(as_a_pair(**link, shadow=False))}` |" in page
    assert f"| `{yes_no(as_a_pair(**held[1], shadow=True))}` |" in page
    for outcome in Outcome:
        assert f"| {outcome.value.replace('-', ' ')} |" in page


# Examples


@pytest.mark.parametrize("name", ["library.md", "rules-of-your-own.md"])
def test_the_examples_of_a_page_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = DOCS / name
    blocks = re.findall(r"```python\n(.*?)```", TEXTS[page], re.DOTALL)
    test = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), {}, relative(page), relative(page), 0
    )
    assert len(test.examples) > 10
    runner = doctest.DocTestRunner(verbose=False)
    reported: list[str] = []
    runner.run(test, out=reported.append)
    assert not runner.summarize(verbose=False).failed, "".join(reported)


# Architecture


def test_the_layers_in_the_docs_are_those_of_import_linter() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers"
    ]
    held = [layer.replace("aptcheck.", "") for layer in contract["layers"]]
    (shown_walls,) = re.findall(
        r"```text\n(.*?)\n```", section(DOCS / "architecture.md", "The walls"), re.DOTALL
    )
    assert shown_walls.split("\n") == held


def test_every_package_is_in_the_architecture() -> None:
    text = TEXTS[DOCS / "architecture.md"]
    for room in (ROOT / "aptcheck").iterdir():
        if room.is_dir() and (room / "__init__.py").exists():
            assert f"| `{room.name}/` |" in text, room.name
        elif room.suffix == ".py" and not room.name.startswith("__"):
            assert f"`{room.name}`" in text, room.name
