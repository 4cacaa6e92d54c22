"""What a check prints on a terminal waits for its end, so that the progress is seen until then."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from aptcheck.cli.output import STDOUT, look_of_stdout
from aptcheck.cli.report_outputs import ReportOutputs
from aptcheck.report import render
from tests.report.plain import every_kind


@pytest.mark.parametrize("name", ["text", "concise", "markdown"])
@pytest.mark.parametrize("is_terminal", [False, True])
def test_a_terminal_gets_the_report_at_the_end(
    is_terminal: bool, name: str, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    report = every_kind()
    outputs = ReportOutputs([(name, STDOUT)], ())
    printed = []
    for proposal in report.proposals:
        outputs.add(proposal)
        printed.append(capfd.readouterr().out)
    outputs.finish(outputs.report)
    printed.append(capfd.readouterr().out)
    assert any(printed[:-1]) == (not is_terminal and name != "markdown")
    assert "".join(printed) == render(name, report, look=look_of_stdout())
