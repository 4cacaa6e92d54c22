"""Text and concise reports: what a person reads, and what a terminal must not obey."""

from __future__ import annotations

import pytest

from aptcheck.finding import Evidence, Severity
from aptcheck.report import Look, render
from aptcheck.report.visible import visible
from aptcheck.results import IntentUse, Report
from aptcheck.testing import exposure, pair, proposal
from tests.judging import judged
from tests.report.plain import finding
from tests.report.plain import proposal as proposal_report

BROKEN = Report(proposals=(judged(pair(sky={"exposures": [exposure("SHORT", groups=40)]})),))


def test_text_shows_pairs_the_finding_its_fix_and_the_verdict() -> None:
    text = render("text", BROKEN)
    assert "Science  Background" in text
    assert "BKG201 ngroups-mismatch" in text
    assert "Fix (by aptcheck fix): In observation 2, MIRI Medium Resolution" in text
    assert "FAIL. Do not submit yet: " in text
    assert "1 proposal: " in text
    assert "aptcheck fix 1234.xml --diff" in " ".join(text.split())


def test_verbose_says_which_configuration_governs_and_for_what_its_intents_decide() -> None:
    uses = (
        IntentUse(name="16", observations=(15,)),
        IntentUse(name="NGC *", observations=(), reason="no such target"),
    )
    configured = proposal_report(configuration="team/aptcheck.toml", intents=uses)
    text = render("text", Report(proposals=(configured,)), verbose=True)
    assert "Configuration: team/aptcheck.toml\n" in text
    assert "  intents.16: observation 15\n" in text
    assert '  intents."NGC *": nothing\n' in text
    bare = Report(proposals=(proposal_report(),))
    assert "Configuration: none, defaults apply" in render("text", bare, verbose=True)
    assert "Configuration" not in render("text", Report(proposals=(configured,)))


def test_text_keeps_to_the_width() -> None:
    assert max(map(len, render("text", BROKEN, look=Look(width=60)).splitlines())) <= 60


def test_concise_is_one_line_a_finding() -> None:
    lines = render("concise", BROKEN).splitlines()
    assert len(lines) == len(BROKEN.findings)
    assert all(line.startswith("1234.xml:") for line in lines)


def test_statistics_count_by_rule() -> None:
    assert "BKG201" in render("statistics", BROKEN)


def test_hostile_text_cannot_move_the_cursor_or_forge_a_line() -> None:
    hostile = Report(
        proposals=(
            judged(
                proposal(
                    title="evil \u202etitle [red]x[/red] \u009b31m", targets=[], observations=[]
                )
            ),
        )
    )
    text = render("text", hostile)
    assert "\u202e" not in text
    assert "\u009b" not in text
    assert "[red]x[/red]" in text
    assert visible("\x1b[2J") == "\\x1b[2J"
    assert visible("Große Wolke, β Pic") == "Große Wolke, β Pic"


ERROR = finding()
WARNING = finding(
    code="BKG601", name="separation-large", severity=Severity.WARNING, message="It is far away."
)
INFO = finding(
    code="SKY104",
    name="sky-not-checked",
    severity=Severity.INFO,
    message="The fields of observations 2, 4, 6, 8 and 10 were not checked. A second sentence.",
    observation=None,
    related_observations=(2, 4, 6, 8, 10),
    fix="Ask a catalogue.",
)


def test_errors_come_first_and_infos_last_in_a_line_each() -> None:
    lines = render("text", Report(proposals=(proposal_report(INFO, WARNING, ERROR),))).splitlines()
    heads = [line.split()[:2] for line in lines if line.startswith(("error", "warning", "info"))]
    assert heads == [["error", "BKG201"], ["warning", "BKG601"], ["info", "SKY104"]]
    assert "info SKY104  The fields of 5 observations were not checked." in lines
    assert "--verbose says what to do about the info." in lines
    assert not any("Ask a catalogue" in line for line in lines)


def test_verbose_shows_each_info_in_full() -> None:
    text = render("text", Report(proposals=(proposal_report(INFO),)), verbose=True)
    assert "A second sentence." in text
    assert "Fix: Ask a catalogue." in text
    assert "--verbose says what" not in text


def test_the_last_lines_name_the_first_proposals_that_fail() -> None:
    failing = [proposal_report(ERROR, path=f"cycle6/{number}.aptx") for number in range(8)]
    clean = proposal_report(path="clean.aptx")
    lines = render("text", Report(proposals=(clean, *failing)), look=Look(width=60)).splitlines()
    at = lines.index("Failing: cycle6/0.aptx, cycle6/1.aptx, cycle6/2.aptx,")
    assert lines[at + 1 :] == ["  cycle6/3.aptx, cycle6/4.aptx, cycle6/5.aptx and 2 more"]
    assert "Failing" not in render("text", Report(proposals=(failing[0],)))
    assert "Failing" not in render("text", Report(proposals=(clean, clean)))


def test_evidence_is_shown_only_if_the_message_lacks_its_numbers() -> None:
    said = finding(evidence=Evidence(measured=40, limit=27, unit="groups"))
    assert "[measured" not in render("text", Report(proposals=(proposal_report(said),)))
    other = finding(evidence=Evidence(measured=4, limit=27, unit="groups"))
    text = " ".join(render("text", Report(proposals=(proposal_report(other),))).split())
    assert "background 40. [measured 4, limit 27 groups]" in text
    words = finding(evidence=Evidence(measured="POINT", limit="EXTENDED"))
    text = " ".join(render("text", Report(proposals=(proposal_report(words),))).split())
    assert "[POINT instead of EXTENDED]" in text


def test_light_has_one_unit_in_a_finding() -> None:
    bright = finding(
        message="A star of 14.3 mJy is in the field.",
        evidence=Evidence(measured=14_320.0, limit=400.0, unit="µJy"),
    )
    text = render("text", Report(proposals=(proposal_report(bright),)))
    assert "[measured 14.3 mJy, limit 400 µJy]" in text


@pytest.mark.parametrize("width", range(40, 100))
def test_a_command_and_a_position_are_not_broken(width: int) -> None:
    told = finding(
        message="Run `aptcheck lock` on it, or `--catalog irsa`.",
        fix="In Fixed Targets, move it to 04 33 15.3898 +22 51 42.936, which is empty.",
    )
    text = render("text", Report(proposals=(proposal_report(told),)), look=Look(width=width))
    for whole in ("aptcheck lock", "--catalog irsa", "04 33 15.3898 +22 51 42.936"):
        assert whole in text
    assert "`" not in text
    assert "\ue000" not in text


def test_an_interrupted_run_ends_with_what_was_not_checked() -> None:
    unreached = proposal_report(ERROR, path="late.aptx", reached=False)
    failing = proposal_report(ERROR, path="first.aptx")
    lines = render("text", Report(proposals=(failing, unreached))).splitlines()
    assert lines[-2:] == [
        "Failing: first.aptx",
        "The run was interrupted: 1 of 2 proposals was not checked.",
    ]
