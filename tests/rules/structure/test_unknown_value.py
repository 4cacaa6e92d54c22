"""The file has a value that aptcheck does not know."""

from __future__ import annotations

import pytest

from aptcheck.testing import dither, pair
from tests.judging import faults, findings


def test_an_unknown_readout_is_one_warning_with_all_its_observations() -> None:
    (finding,) = findings(pair(both={"readout": "FASTR9"}), select=["APT004"])
    assert (finding.code, finding.severity.value) == ("APT004", "warning")
    assert (finding.observation, finding.related_observations) == (1, (2,))
    assert (
        finding.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )


def test_two_unknown_values_of_one_field_are_two_findings() -> None:
    document = pair(science={"primary": "CHANNEL7"}, sky={"primary": "CHANNEL8"})
    assert faults(document, select=["APT004"]) == ["APT004 warning 1", "APT004 warning 2"]


def test_one_value_in_two_fields_is_two_findings_with_their_own_fingerprints() -> None:
    document = pair(science={"primary": "ODD", "subarray": "ODD"})
    prints = {finding.fingerprint for finding in findings(document, select=["APT004"])}
    assert len(prints) == 2


@pytest.mark.parametrize("optimized_for", ["BACKGROUND", "DEDICATED-BG", "MIRI BACKGROUND"])
def test_inferred_spellings_are_known(optimized_for: str) -> None:
    document = pair(
        sky={"primary": "IMAGER", "imaging": "F770W", "dithers": [dither("4-Point", optimized_for)]}
    )
    assert faults(document, select=["APT004"]) == []


def test_the_words_of_old_files_are_known() -> None:
    document = pair(
        both={"readout": "FAST", "dithers": [dither("2-Point", "Channel 3", "Negative")]}
    )
    assert faults(document, select=["APT004"]) == []


def test_a_long_or_broken_text_is_an_unknown_value_like_any_other() -> None:
    document = pair(science={"subarray": "A\nB " * 60})
    assert faults(document, select=["APT004"]) == ["APT004 warning 1"]


def test_one_value_in_all_fields_of_a_vocabulary_is_one_finding() -> None:
    odd = {"subarray_long": "SUB9", "subarray_short": "SUB9"}
    (finding,) = findings(pair(sky=odd), select=["APT004"])
    assert (finding.observation, finding.related_observations) == (2, ())
    assert (
        finding.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )


def test_the_imager_has_a_vocabulary_of_its_own() -> None:
    document = pair(sky={"subarray": "BRIGHTSKY", "subarray_long": "BRIGHTSKY"})
    (finding,) = findings(document, select=["APT004"])
    assert (
        finding.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )
