"""Faults planted in aptcheck are found, distinguished and made small."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aptcheck.cli import check, report_outputs
from aptcheck.engine import judge
from aptcheck.report import FORMATS, concise, html, json, junit, sarif
from aptcheck.results import ProposalReport, Report, Summary
from aptcheck.rules import Context, Fault, Verdicts
from aptcheck.rules.registry import all_rules
from tests.fuzz.bench import Bench
from tests.fuzz.changes.of_trees import elements, parse
from tests.fuzz.events import Done
from tests.fuzz.formats import WELL_FORMED
from tests.fuzz.kinds import KINDS, kinds
from tests.fuzz.laws import LAWS
from tests.fuzz.rewrites import REWRITES
from tests.fuzz.search import Plan, drawn_input, searched
from tests.fuzz.starts import XML
from tests.fuzz.twin_process import Twin

FAULTY = kinds(12)["proposals"].starts["faulty pair"]


def plants_rule(monkeypatch: pytest.MonkeyPatch, check: Callable[..., Verdicts]) -> None:
    """Replace a rule's check with another."""
    rules = [replace(r, check=check) if r.code == "BKG108" else r for r in all_rules()]
    assert any(r.check is check for r in rules)
    monkeypatch.setattr(judge, "all_rules", lambda: rules)


def spoils(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, change: Callable[[str], str]
) -> None:
    """Change the output of a format."""

    def changed(sound: str) -> str:
        text = change(sound)
        assert text != sound
        return text

    if not hasattr(module, "streamed"):
        whole = module.render
        monkeypatch.setattr(module, "render", lambda *of, **how: changed(whole(*of, **how)))
        return
    make = module.streamed

    class Spoiled:
        """A report that is kept until it is whole, and changed then."""

        def __init__(self, **how: Any) -> None:
            self._made = make(**how)
            self._kept: list[str] = []

        def opening(self) -> str:
            self._kept.append(self._made.opening())
            return ""

        def piece(self, proposal: ProposalReport) -> str:
            self._kept.append(self._made.piece(proposal))
            return ""

        def closing(self, summary: Summary) -> Iterator[str]:
            yield changed("".join((*self._kept, *self._made.closing(summary))))

    monkeypatch.setattr(module, "streamed", Spoiled)


def broken(bench: Bench, law: str, seed: str = "1") -> str:
    """Return how a proposal with findings breaks a law."""
    fault, _ = bench.fault(FAULTY.files, seed, [law])
    assert fault is not None
    assert fault.law == law
    return fault.what


def test_a_rule_that_crashes_is_found_and_its_case_is_small_and_kept_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def crashes(subject: Any, context: Context) -> Verdicts:
        for target in context.graph.proposal.targets:
            assert len(target.backgrounds) < 3
        yield from ()

    plants_rule(monkeypatch, crashes)
    found: list[Done] = []
    for event in searched(Plan(seed=5, kinds=("proposals",), copies=12, keep=tmp_path)):
        if isinstance(event, Done) and event.fault is not None:
            found.append(event)
            if len(found) == 2:
                break
        assert event.number < 400, "the planted fault was not found"

    first, second = found
    assert first.fault is not None
    assert first.fault.law == "answers"
    assert "BKG108" in first.fault.what
    assert first.fault == second.fault
    assert first.place is not None
    assert first.place == second.place
    assert [*tmp_path.iterdir()] == [first.place]

    kept = (first.place / "FAULT.txt").read_text()
    assert f"--seed 5 --kind proposals --copies 12 --input {first.number}" in kept
    assert len(re.findall(r"^  [\w-]+:\d+$", kept, re.MULTILINE)) <= 2
    root = parse((first.place / XML).read_bytes())
    assert root is not None
    assert len(elements(root, "BackgroundTargets")) == 3
    # Three lists, and the observations without which the rule does not run.
    assert len(elements(root)) <= 30


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_a_number_that_is_not_finite_is_found(bench: Bench, number: str, monkeypatch) -> None:
    pattern = re.compile(r'("separation_arcsec": )[\d.]+')
    spoils(monkeypatch, json, lambda text: pattern.sub(rf"\g<1>{number}", text))
    assert broken(bench, "sound JSON").startswith("ValueError")


def test_what_the_schema_does_not_know_is_found(bench: Bench, monkeypatch) -> None:
    spoils(monkeypatch, json, lambda text: text.replace('"verdict": "', '"verdict": "x'))
    assert broken(bench, "sound JSON") == "proposals/#/verdict violates the schema (enum)"


@pytest.mark.parametrize(
    ("module", "change"),
    [
        (html, lambda text: text.replace("</table>", "", 1)),
        (junit, lambda text: text.replace("</testsuite>", "", 1)),
        (sarif, lambda text: text.replace('"ruleId"', '"rule"')),
        (concise, lambda text: text.replace("\n", "\x1b[2J\n", 1)),
    ],
    ids=["html", "junit", "sarif", "concise"],
)
def test_a_format_that_is_not_well_formed_is_found(
    bench: Bench, module: ModuleType, change: Callable[[str], str], monkeypatch
) -> None:
    name = module.__name__.rpartition(".")[2]
    if name == "sarif":
        pytest.importorskip("sarif_pydantic", reason="sarif-pydantic is not installed")
    spoils(monkeypatch, module, change)
    assert broken(bench, "formats").startswith(f"{name} is not well-formed")


def test_every_format_is_tested() -> None:
    assert {*WELL_FORMED} == {*FORMATS} - {"json", "parquet"}


def test_a_wrong_status_is_found(bench: Bench, monkeypatch) -> None:
    monkeypatch.setattr(check, "int", lambda _: 0, raising=False)
    assert broken(bench, "command line") == "status 0 instead of 1"


def test_a_report_that_the_command_does_not_give_is_found(bench: Bench, monkeypatch) -> None:
    monkeypatch.setattr(report_outputs, "running", lambda *_, **__: Report)
    assert broken(bench, "command line").startswith("AttributeError")


def test_a_finding_that_depends_on_how_a_proposal_is_written_is_found(
    bench: Bench, monkeypatch
) -> None:
    def names_the_line(subject: Any, context: Context) -> Verdicts:
        places = [o.place.line for o in context.graph.proposal.observations]
        yield Fault(message=f"It is on line {places}.", fix="", subject="")

    plants_rule(monkeypatch, names_the_line)
    for seed in map(str, range(40)):
        fault, _ = bench.fault(FAULTY.files, seed, ["rewritten"])
        if fault is not None:
            break
    assert fault is not None
    assert fault.what.partition(": ")[0] in REWRITES[XML]
    assert fault.what.endswith(": proposals/#/findings/#/message")


def test_a_process_that_says_something_else_is_found(bench: Bench, monkeypatch) -> None:
    monkeypatch.setattr(Twin, "says", lambda self, path, arguments: "{}")
    assert broken(bench, "same elsewhere") == "another report: as a whole"


@pytest.mark.parametrize("law", LAWS)
def test_an_unchanged_proposal_obeys_every_law(bench: Bench, law: str) -> None:
    for kind in kinds(12).values():
        for start in kind.starts.values():
            fault, _ = bench.fault(start.files, "1", [law])
            assert fault is None, (start.name, fault)


@pytest.mark.parametrize("way", REWRITES[XML])
def test_every_proposal_can_be_written_in_every_way(bench: Bench, way: str, monkeypatch) -> None:
    monkeypatch.setitem(REWRITES, XML, {way: REWRITES[XML][way]})
    for start in kinds(12)["proposals"].starts.values():
        fault, _ = bench.fault(start.files, "1", ["rewritten"])
        assert fault is None, (start.name, fault)


def test_the_same_seed_draws_the_same_inputs_and_another_others(tmp_path: Path) -> None:
    def drawn(seed: int, kind: str) -> list[object]:
        plan = Plan(seed=seed, kinds=KINDS, copies=12, keep=tmp_path)
        cases = [drawn_input(plan, kind, number) for number in range(6)]
        return [(case.files(), laws, said) for case, laws, said in cases]

    for kind in KINDS:
        assert drawn(1, kind) == drawn(1, kind)
        assert drawn(1, kind) != drawn(2, kind)


def test_what_is_slow_is_named_by_the_mutations_that_make_it_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The time is planted too: the bench reports how long it took."""

    def fault(self: Bench, files: dict[str, bytes], *_: object) -> tuple[None, float]:
        return None, 90.0 if b"SKIPPED" in files[XML] else 0.01

    monkeypatch.setattr(Bench, "fault", fault)
    slow = set()
    for event in searched(Plan(seed=3, kinds=("proposals",), copies=2, keep=tmp_path)):
        if isinstance(event, Done) and event.fault is not None:
            assert event.fault.law == "time against size"
            slow.add(event.fault.what)
        if event.number == 900:
            break
    assert slow >= {"visit-status"}
    assert len(slow) == len([*tmp_path.iterdir()])
