from __future__ import annotations

from typing import Any

import pytest

from aptcheck.apt import read_bytes
from aptcheck.model import MrsTemplate, Oddity
from aptcheck.modes.mrs.vocabulary import is_for_background
from aptcheck.testing import dither, exposure, mrs, proposal, target

NAMES = {1: "NGC-1", 2: "STAR"}


def read(
    replace: tuple[str, str] = ("", ""), **changes: Any
) -> tuple[MrsTemplate, tuple[Oddity, ...]]:
    text = proposal(
        targets=[target(n, name) for n, name in NAMES.items()], observations=[mrs(1, **changes)]
    ).text.replace(*replace)
    found = read_bytes(text.encode(), "x.xml").proposal
    template = found.observations[0].mrs
    assert template is not None
    return template, found.oddities


def odd(**changes: Any) -> list[tuple[str, str]]:
    return [(o.field, o.text) for o in read(**changes)[1]]


def test_a_modern_template_is_read_without_an_oddity() -> None:
    template, oddities = read(dithers=[dither(), dither("2-Point", "POINT SOURCE", "POSITIVE")])
    assert oddities == ()
    assert (template.detector, template.primary_channel, template.subarray) == (
        "MRS",
        "ALL",
        "FULL",
    )
    assert template.simultaneous_imaging is False
    assert [(d.index, d.points, d.optimized_for, d.direction) for d in template.dithers] == [
        (1, 4, "EXTENDED SOURCE", "NEGATIVE"),
        (2, 2, "POINT SOURCE", "POSITIVE"),
    ]
    assert [e.gratings for e in template.exposures] == [("SHORT",), ("MEDIUM",), ("LONG",)]
    one = template.exposures[0]
    assert (one.index, one.exposures, one.dither, one.dither_text) == (1, 1, 1, "Dither 1")
    assert one.readout is None
    assert one.filter is None
    assert template.place.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy"
    assert one.place.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    assert (
        template.dithers[1].place.trail
        == "Observation 1 > MIRI Medium Resolution Spectroscopy > Dither 2"
    )


def test_without_imaging_the_short_arm_reads_out_as_the_long_one() -> None:
    template, _ = read(readout="SLOWR1", groups_long=10, groups_short=20)
    one = template.exposures[0]
    assert one.readout_short is None
    assert one.readout_on("SHORT") == "SLOWR1"
    assert (one.groups_on("LONG"), one.groups_on("SHORT")) == (10, 20)


def test_the_imager_is_read_beside_the_arms() -> None:
    template, oddities = read(imaging="F1000W", imaging_groups=5, imaging_integrations=3)
    one = template.exposures[0]
    assert oddities == ()
    assert template.takes_images
    assert (one.filter, one.readout, one.groups, one.integrations) == ("F1000W", "FASTR1", 5, 3)
    assert one.readout_short == "FASTR1"


def test_empty_counts_are_none_and_not_oddities() -> None:
    template, oddities = read(groups="", integrations="")
    assert template.exposures[0].groups_long is None
    assert template.exposures[0].integrations_short is None
    assert oddities == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Extended Source", "EXTENDED SOURCE"),
        ("point source", "POINT SOURCE"),
        ("ALL", "ALL"),
        ("Channel 3", "CHANNEL 3"),
        ("BACKGROUND", "BACKGROUND"),
        ("Dedicated Background", "DEDICATED BACKGROUND"),
        ("DEDICATED-BG", "DEDICATED-BG"),
    ],
)
def test_old_and_inferred_words_of_dithers_are_known(written: str, meant: str) -> None:
    template, oddities = read(dithers=[dither("4-Point", written, "Negative")])
    assert template.dithers[0].optimized_for == meant
    assert template.dithers[0].direction == "NEGATIVE"
    assert oddities == ()


def test_a_background_dither_is_recognized() -> None:
    assert is_for_background(
        read(dithers=[dither(optimized_for="Background")])[0].dithers[0].optimized_for
    )


@pytest.mark.parametrize("channel", ["ALL", "CHANNEL1", "CHANNEL4", "IMAGER", "Imager"])
def test_known_channels_are_not_oddities(channel: str) -> None:
    template, oddities = read(primary=channel)
    assert template.primary_channel == channel.upper()
    assert oddities == ()


@pytest.mark.parametrize("subarray", ["FULL", "BRIGHTSKY", "Brightsky", "SUB256", "SUB64"])
def test_the_subarrays_of_the_imager_are_not_oddities(subarray: str) -> None:
    template, oddities = read(subarray=subarray)
    assert template.subarray == subarray.upper()
    assert oddities == ()


@pytest.mark.parametrize(
    "readout",
    ["FAST", "SLOW", "FASTR1", "SLOWR1", "fastr1", "FASTGRPAVG", "FASTGRPAVG8", "FASTGRPAVG64"],
)
def test_known_readouts_are_not_oddities(readout: str) -> None:
    template, oddities = read(readout=readout)
    assert template.exposures[0].readout_long == readout.upper()
    assert oddities == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"primary": "Channel 9"}, ("PrimaryChannel", "Channel 9")),
        ({"detector": "NONE"}, ("Detector", "NONE")),
        ({"simultaneous": "PERHAPS"}, ("SimultaneousImaging", "PERHAPS")),
        ({"subarray": "SUB320"}, ("Subarray", "SUB320")),
        ({"dithers": [dither("9-Point")]}, ("DitherType", "9-Point")),
        ({"dithers": [dither(optimized_for="Jupiter")]}, ("OptimizedFor", "Jupiter")),
        ({"dithers": [dither(direction="UP")]}, ("Direction", "UP")),
        ({"gratings": ["SHORT(X)"]}, ("Wavelength", "SHORT(X)")),
        ({"gratings": ["SHORT"], "readout": "DEEP8"}, ("ReadoutPatternLong", "DEEP8")),
        ({"gratings": ["SHORT"], "groups_long": "many"}, ("GroupsLong", "many")),
        ({"gratings": ["SHORT"], "groups_short": "-3"}, ("GroupsShort", "-3")),
        ({"gratings": ["SHORT"], "integrations_long": "1.5"}, ("IntegrationsLong", "1.5")),
        ({"gratings": ["SHORT"], "subarray_long": "BRIGHTSKY"}, ("SubarrayLong", "BRIGHTSKY")),
        ({"gratings": ["SHORT"], "dither": "Dither 2"}, ("Dither", "Dither 2")),
        ({"gratings": ["SHORT"], "dither": "Pattern"}, ("Dither", "Pattern")),
        ({"acquisition": "Somebody"}, ("AcqTargetID", "Somebody")),
        ({"template_raw": "<mmrs:NewKnob>ON</mmrs:NewKnob>"}, ("NewKnob", "ON")),
        (
            {"gratings": ["SHORT"], "line_raw": "<mmrs:NewKnob>ON</mmrs:NewKnob>"},
            ("NewKnob", "ON"),
        ),
    ],
)
def test_a_value_outside_the_vocabulary_is_kept_and_reported(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    template, oddities = read(**changes)
    assert [(o.field, o.text) for o in oddities] == [expected]
    assert oddities[0].observation == 1
    assert oddities[0].place.trail.startswith("Observation 1 > MIRI Medium Resolution Spectroscopy")
    assert template.exposures


def test_the_text_of_an_unknown_value_stays_in_the_model() -> None:
    template, oddities = read(primary="Imaging Field")
    assert template.primary_channel == "IMAGING FIELD"
    assert template.imager_primary
    assert "IMAGER" in oddities[0].known
    assert read(gratings=["SHORT(X)"])[0].exposures[0].wavelength == "SHORT(X)"
    assert read(gratings=["SHORT(X)"])[0].exposures[0].gratings == ()


def test_a_missing_dither_is_reported_with_those_that_exist() -> None:
    template, oddities = read(gratings=["SHORT"], dither="Dither 3", dithers=[dither(), dither()])
    assert template.exposures[0].dither is None
    assert template.exposures[0].dither_text == "Dither 3"
    assert oddities[0].known == ("None", "Dither 1", "Dither 2")


def test_no_dither_is_none() -> None:
    template, oddities = read(dither="None")
    assert template.exposures[0].dither is None
    assert template.exposures[0].dither_text == "None"
    assert oddities == ()


def test_dithers_may_be_absent() -> None:
    template, oddities = read(dithers=None, dither="None")
    assert template.dithers == ()
    assert oddities == ()


def test_wavelength_all_is_all_three() -> None:
    template, oddities = read(gratings=["ALL"])
    assert template.exposures[0].gratings == ("SHORT", "MEDIUM", "LONG")
    assert oddities == ()


def test_schema_39_has_one_wavelength_for_the_template() -> None:
    template, oddities = read(
        exposures=[exposure("SHORT"), exposure("LONG(C)")],
        replace=("<mmrs:Wavelength>SHORT(A)</mmrs:Wavelength>", ""),
        template_raw="<mmrs:Wavelength>MEDIUM</mmrs:Wavelength>",
    )
    assert [e.gratings for e in template.exposures] == [("MEDIUM",), ("LONG",)]
    assert oddities == ()


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("NONE", "none", None),
        ("C[NONE]", "none", None),
        ("Same Target as Observation", "same", None),
        ("2 STAR", "other", 2),
        ("C[2 STAR]", "other", 2),
        ("O[1 NGC-1]", "same", 1),
        ("1 NGC-1", "same", 1),
    ],
)
def test_the_acquisition_target_decides(written: str, kind: str, number: int | None) -> None:
    template, oddities = read(acquisition=written)
    assert template.acquisition.kind == kind
    assert template.acquisition.text == written
    star = template.acquisition.target
    assert (star.number if star else None) == number
    assert oddities == ()


def test_stale_acquisition_values_are_not_oddities() -> None:
    _, oddities = read(
        replace=("<mmrs:AcqGroups></mmrs:AcqGroups>", "<mmrs:AcqGroups>x</mmrs:AcqGroups>")
    )
    assert oddities == ()


def test_live_acquisition_values_are_read() -> None:
    template, _ = read(acquisition="2 STAR")
    acquisition = template.acquisition
    assert (acquisition.filter, acquisition.readout, acquisition.groups) == (
        "FND",
        "FASTGRPAVG",
        10,
    )
    assert (
        acquisition.place.trail
        == "Observation 1 > MIRI Medium Resolution Spectroscopy > Acq Target"
    )


def test_an_imager_only_observation_takes_no_spectra() -> None:
    template, oddities = read(detector="IMAGER")
    assert not template.takes_spectra
    assert oddities == ()


def test_a_template_of_another_namespace_is_read_and_reported() -> None:
    template, oddities = read(replace=('/Template/MiriMRS"', '/Template/v2/MiriMRS"'))
    assert len(template.exposures) == 3
    assert [o.field for o in oddities] == ["xmlns"]
