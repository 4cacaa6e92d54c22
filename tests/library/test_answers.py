"""What `suggest`, `fix` and `read` return shows itself too."""

from __future__ import annotations

import pickle

import aptcheck
from tests.shared import ROOT

SAMPLES = ROOT / "sample_proposals"


def test_suggestions_show_positions_and_a_picture() -> None:
    found = aptcheck.suggest(SAMPLES / "star-in-the-background.aptx", count=2)
    assert repr(found) == "<Suggestions 2 positions for 1 target>"
    assert "ok, 2 positions, best 04 33 15" in repr(found.targets[0])
    piece = found._repr_html_()
    assert all(sky.apt in piece for sky in found.targets[0].suggestions)
    assert "data:image/svg+xml;base64," in piece
    assert pickle.loads(pickle.dumps(found)) == found


def test_what_was_not_checked_is_said() -> None:
    found = aptcheck.suggest(target="04 33 16.5 +22 53 20.4", catalog="none")
    assert repr(found) == "<Suggestions 0 positions for 1 target, 1 not checked>"


def test_a_correction_shows_what_is_fixed_and_what_is_left() -> None:
    found = aptcheck.fix(SAMPLES / "slips-to-fix.aptx")
    assert repr(found) == "<Correction slips-to-fix.aptx: 5 findings fixed, 4 left to you>"
    assert "set Groups/Int to 24" in repr(found.fixed[0])
    assert "Needs --unsafe-fixes." in repr(found.left[0])
    piece = found._repr_html_()
    assert "set Groups/Int to 24" in piece
    assert "Needs --unsafe-fixes." in piece


def test_a_proposal_is_one_line() -> None:
    proposal = aptcheck.read(SAMPLES / "broken.aptx")
    assert repr(proposal) == str(proposal)
    assert repr(proposal).endswith(": 21 observations>")
