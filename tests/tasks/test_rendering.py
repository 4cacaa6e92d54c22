"""A format that fails on one proposal shows all others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import pytest

from aptcheck.errors import MissingExtra
from aptcheck.report import FORMATS, Look
from aptcheck.results import ProposalReport, Report
from aptcheck.tasks.rendering import rendered, running
from tests.report.plain import finding, proposal

GOOD = proposal(finding(), path="good.xml", title="A good one")
BAD = proposal(finding(), path="bad.xml", title="A bad one")
BOTH = Report(proposals=(BAD, GOOD))


@pytest.fixture(params=FORMATS)
def format_(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A format that fails on the proposal with that title."""
    name: str = request.param
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="the extra archive is not installed")

    def failing_on(proposals: Iterable[ProposalReport]) -> None:
        if any(one.title == BAD.title for one in proposals):
            raise ValueError

    spoil(monkeypatch, name, failing_on)
    return name


def spoil(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    first: Callable[[Iterable[ProposalReport]], None],
) -> None:
    """Have a format call this with what it is about to show."""
    module = import_module(f"aptcheck.report.{name}")
    if not hasattr(module, "streamed"):
        render = module.render

        def rendering(report: Report, **more: Any) -> Any:
            first(report.proposals)
            return render(report, **more)

        monkeypatch.setattr(module, "render", rendering)
        return
    make = module.streamed

    def streamed(**more: Any) -> Any:
        made = make(**more)

        class Spoiled:
            opening, closing = made.opening, made.closing

            def piece(self, proposal: ProposalReport) -> Any:
                first([proposal])
                return made.piece(proposal)

        return Spoiled()

    monkeypatch.setattr(module, "streamed", streamed)


def text_of(content: str | bytes) -> str:
    """Return what a report says, also in a Parquet table."""
    if isinstance(content, str):
        return content
    import pyarrow
    from pyarrow import parquet

    return str(parquet.read_table(pyarrow.BufferReader(content)).to_pylist())


def test_the_fault_replaces_one_and_the_other_is_shown(format_: str) -> None:
    shown = rendered(format_, BOTH, look=Look())
    (fault,) = shown.failed
    assert fault.path == "bad.xml"
    assert [one.code for one in fault.findings] == ["APT900"]
    assert f"the {format_} report" in fault.findings[0].message
    assert "APT900" in text_of(shown.content)
    assert "bad.xml" in text_of(shown.content)
    assert "BKG201" in text_of(shown.content)
    assert rendered(format_, Report(proposals=(GOOD,)), look=Look()).failed == ()


def test_a_format_that_fails_with_any_proposal_raises(
    format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Iterable[ProposalReport]) -> None:
        raise ValueError

    spoil(monkeypatch, format_, failing)
    with pytest.raises(ValueError):  # noqa: PT011 - the fault as it was
        rendered(format_, BOTH, look=Look())


@pytest.mark.parametrize("fault", [MissingExtra("The page", "page"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", ["json", "html"])
def test_an_error_not_caused_by_the_format_is_unchanged(
    name: str, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: Iterable[ProposalReport]) -> None:
        raise fault

    spoil(monkeypatch, name, stopped)
    with pytest.raises(type(fault)):
        rendered(name, BOTH, look=Look())


@pytest.mark.parametrize("fails", [lambda one: one.title == BAD.title, lambda _: True])
def test_a_running_report_fails_on_one_proposal_and_shows_the_other(
    fails: Callable[[ProposalReport], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(proposals: Iterable[ProposalReport]) -> None:
        if any(map(fails, proposals)):
            raise ValueError

    spoil(monkeypatch, "json", failing)
    report = running("json", look=Look())
    assert report is not None
    if fails(GOOD):
        with pytest.raises(ValueError):  # noqa: PT011 - the fault as it was
            report.piece(GOOD)
        return
    whole = (report.opening(), *map(report.piece, BOTH.proposals), *report.closing())
    document = json.loads("".join(map(str, whole)))
    assert [one.path for one in report.failed] == ["bad.xml"]
    assert [one["findings"][0]["code"] for one in document["proposals"]] == ["APT900", "BKG201"]
    assert document["summary"]["proposals"] == 2


def test_a_number_that_json_cannot_write_costs_one_proposal() -> None:
    from dataclasses import replace

    from aptcheck.finding import Evidence

    wild = replace(BAD, findings=(finding(evidence=Evidence(float("inf"), 1.0, "arcsec")),))
    shown = rendered("json", Report(proposals=(wild, GOOD)), look=Look())
    assert [one.path for one in shown.failed] == ["bad.xml"]
    assert rendered("html", Report(proposals=(wild, GOOD)), look=Look()).failed == ()
