"""A process that hangs or dies is reported with its input, and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.account import Account
from tests.fuzz.crew import watched
from tests.fuzz.events import Begun, Done, Lost
from tests.fuzz.fault import Fault
from tests.fuzz.hanging import hangs_and_dies
from tests.fuzz.timing import ENOUGH, LEAST, MULTIPLE, Timing


def done(number: int, **how) -> Done:
    return Done(**{"kind": "k", "number": number, "size": 9, "seconds": 0.0, "grown": 0.0, **how})


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_hang_and_a_death_are_reported_and_passed_over(jobs: int) -> None:
    lost: list[Lost] = []
    ended: set[int] = set()
    for event in watched(hangs_and_dies, jobs, seconds=600, patience=10):
        if isinstance(event, Lost):
            lost.append(event)
        elif isinstance(event, Done):
            ended.add(event.number)
        if {0, 1, 4, 5, 6} <= ended and len(lost) == 2:
            break
    assert {one.begun.number: one.why for one in lost} == {
        2: "no end after 10 s",
        3: "the process died (9)",
    }
    assert not {2, 3} & ended


def test_what_takes_far_longer_than_similar_inputs_is_slow() -> None:
    timing = Timing()
    for number in range(ENOUGH):
        assert not timing.add("k", number, 1_000, LEAST / 4)
    assert not timing.add("k", 90, 1_000, MULTIPLE * LEAST / 4 - 0.01)
    assert timing.add("k", 91, 1_000, MULTIPLE * LEAST / 4 + 0.01)
    assert not timing.add("k", 92, 2_000, 1_000.0)
    assert "(input 91)" in next(timing.lines())


def test_the_account_counts_faults_and_reports_a_new_one_once() -> None:
    account = Account()
    assert account.add(Begun("k", 0)) is None
    fault = {"fault": Fault("answers", "a", "long"), "place": Path("x")}
    assert account.add(done(0, **fault)) == "k: answers: a (input 0, x)"
    assert account.add(done(1, **fault)) is None
    assert account.clean is False
    assert account.add(done(2, grown=100.0)) is None
    lines = [*account.lines(2.0)]
    assert lines[0].startswith("3 inputs in 2 s, 1.5 per second")
    assert "  100 MB: k, input 2" in lines
    assert lines[-1].startswith("FAULT, 2 times: k: answers: a")


def test_the_command_searches_and_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--minutes", "0.15", "--kind", "baselines", "--keep", str(tmp_path)])
    printed = capsys.readouterr().out
    assert status == 0, printed
    assert "No fault was found." in printed
    assert [*tmp_path.iterdir()] == []


def test_the_command_describes_one_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kind", "configurations", "--input", "5", "--copies", "12"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("configurations 5: ")
    assert "no fault" in printed
