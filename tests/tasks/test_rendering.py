"""A format that fails on one proposal shows all others."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import pytest

from aptcheck.errors import MissingExtra
from aptcheck.report import FORMATS, Look
from aptcheck.results import Report
from aptcheck.tasks.rendering import rendered
from tests.report.plain import finding, proposal

GOOD = proposal(finding(), path="good.xml", title="A good one")
BAD = proposal(finding(), path="bad.xml", title="A bad one")
BOTH = Report(proposals=(BAD, GOOD))


@pytest.fixture(params=FORMATS)
def format_(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A format that fails on the proposal with that title."""
    name: str = request.param
    module = import_module(f"aptcheck.report.{name}")
    render = module.render

    def failing(report: Report, **more: Any) -> Any:
        if any(one.title == BAD.title for one in report.proposals):
            raise ValueError
        return render(report, **more)

    monkeypatch.setattr(module, "render", failing)
    return name


def test_the_fault_replaces_one_and_the_other_is_shown(format_: str) -> None:
    shown = rendered(format_, BOTH, look=Look())
    (fault,) = shown.failed
    assert fault.path == "bad.xml"
    assert [one.code for one in fault.findings] == ["APT900"]
    assert f"the {format_} report" in fault.findings[0].message
    assert "APT900" in shown.text
    assert "bad.xml" in shown.text
    assert "BKG201" in shown.text
    assert rendered(format_, Report(proposals=(GOOD,)), look=Look()).failed == ()


def test_a_format_that_fails_with_any_proposal_raises(
    format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(report: Report, **_: Any) -> str:
        raise ValueError

    monkeypatch.setattr(sys.modules[f"aptcheck.report.{format_}"], "render", failing)
    with pytest.raises(ValueError):  # noqa: PT011 - the fault as it was
        rendered(format_, BOTH, look=Look())


@pytest.mark.parametrize("fault", [MissingExtra("The page", "page"), KeyboardInterrupt()])
def test_an_error_not_caused_by_the_format_is_unchanged(
    fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(report: Report, **_: Any) -> str:
        raise fault

    monkeypatch.setattr(import_module("aptcheck.report.json"), "render", stopped)
    with pytest.raises(type(fault)):
        rendered("json", BOTH, look=Look())


def test_a_number_that_json_cannot_write_costs_one_proposal() -> None:
    from dataclasses import replace

    from aptcheck.finding import Evidence

    wild = replace(BAD, findings=(finding(evidence=Evidence(float("inf"), 1.0, "arcsec")),))
    shown = rendered("json", Report(proposals=(wild, GOOD)), look=Look())
    assert [one.path for one in shown.failed] == ["bad.xml"]
    assert rendered("html", Report(proposals=(wild, GOOD)), look=Look()).failed == ()
