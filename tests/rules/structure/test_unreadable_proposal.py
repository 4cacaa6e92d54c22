"""A file that cannot be read as a JWST proposal."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.engine.options import Options
from aptcheck.rules.registry import find_rule
from aptcheck.tasks.check import check_paths
from aptcheck.testing import outcome, pair


@pytest.mark.parametrize(
    "content", [b"", b"no XML", b"<HstProposal/>", pair().xml[:-100], pair().aptx()[:-100]]
)
def test_what_cannot_be_read_is_one_error_whatever_is_selected(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "proposal.xml"
    path.write_bytes(content)
    for options in (Options(), Options(select=("BKG2",)), Options(ignore=("APT001",))):
        (report,) = check_paths([path], options).proposals
        (finding,) = report.findings
        assert (finding.code, finding.severity.value) == ("APT001", "error")
        assert report.verdict == "fail"


def test_what_was_read_passes() -> None:
    assert outcome(pair(), "APT001")[0] == "passed"


def test_nothing_silences_the_rule() -> None:
    rule = find_rule("unreadable-proposal")
    assert rule is not None
    assert not rule.silenced_by
