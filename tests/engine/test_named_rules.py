"""Wrong rules in a configuration: the message has the file, the line, the right code."""

from __future__ import annotations

from pathlib import Path

import pytest

import aptcheck
from aptcheck.errors import ConfigError
from aptcheck.testing import pair


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('ignore = ["BGK2"]', "line 1: ignore: no rule code begins with 'BGK2'"),
        ('\nselect = ["X"]', "line 2: select: no rule code begins with 'X'"),
        (
            '[severity]\nBKG2 = "info"',
            "line 2: severity: no rule has the code 'BKG2'; write a whole",
        ),
        ('[severity]\nbkg201 = "info"', "write 'BKG201'."),
        ('severity.ngroups-mismatch = "info"', "write 'BKG201'."),
        ('severity.BKH201 = "info"', "did you mean 'BKG201'?"),
        ('severity.APT001 = "info"', "severity: the severity of APT001 is fixed."),
        ('[[suppress]]\ncode = "BKH201"\nreason = "abc"', "line 2: suppress entry 1: no rule has"),
    ],
)
def test_an_unknown_rule(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "aptcheck.toml").write_text(text)
    with pytest.raises(ConfigError) as fault:
        aptcheck.check(pair().write(tmp_path / "a.xml"))
    assert words in str(fault.value)
    assert str(fault.value).startswith(str(tmp_path / "aptcheck.toml"))
