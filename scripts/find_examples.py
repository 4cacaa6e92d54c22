"""Write tests/rules/examples: for each rule the smallest part of a proposal that trips it.

``python -m scripts.find_examples`` runs the tests of the rules, takes for each rule the first plain
proposal that tripped it in its own test, and removes all without which the rule still says the
same: observations, targets, links, fields, keys of the configuration, sources of the catalogue.
With codes as arguments it writes theirs alone.
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from aptcheck.engine.options import Options
from aptcheck.finding import Finding
from aptcheck.results import Report
from aptcheck.rules.registry import all_rules
from aptcheck.rules.rule import Rule
from aptcheck.tasks import check as checking
from aptcheck.testing.judging import TODAY
from aptcheck.testing.toml import toml
from scripts.rule_examples import FOLDER, NO_FILE, Example, finding_of, findings_on

_TESTS = FOLDER.parent
#: What says of a target or an observation which it is, and what it is: the page needs it.
_KEPT = ("Number", "TargetName", "TargetID", "Instrument", "Template", "EquatorialCoordinates")
_PLAIN = Options(today=TODAY)
#: Keys of a configuration that only choose among the rules.
_CHOICE = ("select", "ignore")


class Listener:
    """Notes, while tests run, by which test and with which example each rule was tripped."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, list[tuple[Finding, Example]]]] = {}
        self._test = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Know which test runs."""
        self._test = item.path.stem

    def run(self, files: list[str]) -> bool:
        """Run tests, hear every check, and return whether all passed."""
        check_paths = checking.check_paths

        def noted(paths: list[Path], options: Options, *rest: object, **more: object) -> Report:
            made = check_paths(paths, options, *rest, **more)  # type: ignore[arg-type]
            if len(paths) == 1 and _is_plain(options):
                self._note(_only_file(Path(paths[0])), options, made)
            return made

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(checking, "check_paths", noted)
            options = ["-q", "--no-header", "-p", "no:cacheprovider"]
            return pytest.main([*options, *files], plugins=[self]) == pytest.ExitCode.OK

    def _note(self, path: Path, options: Options, made: Report) -> None:
        if len(made.proposals) != 1 or path.suffix != ".xml":
            return
        governing = options.config or path.with_name("aptcheck.toml")
        settings = tomllib.loads(governing.read_text("utf-8")) if governing.exists() else {}
        if "profile" in settings:
            return
        catalogue = Path(options.catalogs[0]).read_text("utf-8") if options.catalogs else ""
        settings = {key: value for key, value in settings.items() if key not in _CHOICE}
        example = Example(xml=path.read_bytes(), settings=settings, catalogue=catalogue)
        tests = self.found.setdefault(self._test, defaultdict(list))
        for finding in made.proposals[0].findings:
            if finding.counts:
                tests[finding.code].append((finding, example))


def _only_file(path: Path) -> Path:
    """Return the proposal of a folder that holds one; else the path itself."""
    files = list(path.glob("*.xml")) if path.is_dir() else []
    return files[0] if len(files) == 1 else path


def _is_plain(options: Options) -> bool:
    files = [Path(one) for one in options.catalogs or ()]
    return (
        (options.profile, options.dates, options.fields, options.baseline, options.today)
        == (None, None, _PLAIN.fields, None, TODAY)
        and len(files) < 2
        and all(file.is_file() and file.suffix == ".csv" for file in files)
    )


def _rank(rule: Rule, finding: Finding, example: Example) -> tuple[bool, ...]:
    """Return what sorts the plainest first: of the usual severity, of the MRS, a file alone."""
    other = finding.severity is not rule.severity
    return other, b":MiriMRS>" not in example.xml, bool(example.settings), bool(example.catalogue)


def smallest(example: Example, code: str) -> Example:
    """Return an example with all removed without which the rule says the same."""
    said = _said(example, code)
    for shrink in (_without_element, _without_version, _without_key, _without_source):
        place = 0
        while (smaller := shrink(example, place)) is not None:
            if smaller != example and _said(smaller, code) == said:
                example = smaller
            else:
                place += 1
    return example


def _said(example: Example, code: str) -> list[tuple[str, ...]]:
    """Return what the rule says, and whether the file still hangs together."""
    return [
        (finding.code, finding.severity.value, finding.message, finding.fix)
        for finding in findings_on(example, code)
    ]


def _without_element(example: Example, place: int) -> Example | None:
    """Return it without the element at a place, counted from the outside in."""
    root = etree.fromstring(example.xml)
    removable = [element for element in _outside_in(root) if not _is_kept(element)]
    if place >= len(removable):
        return None
    parent = removable[place].getparent()
    assert parent is not None  # the root is not among them
    parent.remove(removable[place])
    return replace(example, xml=etree.tostring(root))


def _without_version(example: Example, place: int) -> Example | None:
    """Return it without the version of APT that wrote it."""
    root = etree.fromstring(example.xml)
    if place or "APTVersion" not in root.attrib:
        return None
    del root.attrib["APTVersion"]
    return replace(example, xml=etree.tostring(root))


def _outside_in(root: etree._Element) -> Iterator[etree._Element]:
    level = [root]
    while level:
        level = [child for element in level for child in element.iterchildren(etree.Element)]
        yield from level


def _is_kept(element: etree._Element) -> bool:
    return etree.QName(element).localname in _KEPT


def _without_key(example: Example, place: int) -> Example | None:
    keys = list(example.settings)
    if place >= len(keys):
        return None
    left = {key: value for key, value in example.settings.items() if key != keys[place]}
    return replace(example, settings=left)


def _without_source(example: Example, place: int) -> Example | None:
    rows = list(csv.DictReader(io.StringIO(example.catalogue)))
    if place >= len(rows):
        return None
    del rows[place]
    return replace(example, catalogue=_as_csv(rows) if rows else "")


def _as_csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write(code: str, example: Example) -> None:
    """Write the files of an example."""
    root = etree.fromstring(example.xml, etree.XMLParser(remove_blank_text=True))
    etree.cleanup_namespaces(root)
    etree.indent(root)
    texts = {"xml": etree.tostring(root).decode() + "\n"}
    texts |= {"toml": toml(example.settings), "csv": example.catalogue}
    for end, text in texts.items():
        path = FOLDER / f"{code}.{end}"
        if text:
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)


def own_test(rule: Rule) -> str:
    """Return the name of the test that goes with a rule."""
    return f"test_{rule.check.__module__.rpartition('.')[2]}"


def main() -> int:
    """Find and write."""
    asked = set(sys.argv[1:])
    rules = [rule for rule in all_rules() if rule.code not in NO_FILE]
    rules = [rule for rule in rules if not asked or rule.code in asked]
    files = sorted({str(path) for rule in rules for path in _TESTS.rglob(f"{own_test(rule)}.py")})
    listener = Listener()
    if not listener.run(files):
        return 1
    FOLDER.mkdir(exist_ok=True)
    for rule in rules:
        found = listener.found.get(own_test(rule), {}).get(rule.code, [])
        found.sort(key=lambda one: _rank(rule, *one))
        for _, example in found:
            if finding_of(example, rule.code) is not None:
                write(rule.code, smallest(example, rule.code))
                break
        else:
            print(f"{rule.code}: no proposal of its test trips it as a file alone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
