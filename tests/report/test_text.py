"""Text and concise reports: what a person reads, and what a terminal must not obey."""

from __future__ import annotations

from aptcheck.report import Look, render
from aptcheck.report.visible import visible
from aptcheck.results import IntentUse, Report
from aptcheck.testing import exposure, pair, proposal
from tests.judging import judged
from tests.report.plain import proposal as proposal_report

BROKEN = Report(proposals=(judged(pair(sky={"exposures": [exposure("SHORT", groups=40)]})),))


def test_text_shows_pairs_the_finding_its_fix_and_the_verdict() -> None:
    text = render("text", BROKEN)
    assert "Science  Background" in text
    assert "BKG201 ngroups-mismatch" in text
    assert "Fix (by aptcheck fix): In observation 2, MIRI Medium Resolution" in text
    assert "FAIL: " in text
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
