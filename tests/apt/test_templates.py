"""Each template goes to its own reader, and none is misread."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from aptcheck.apt import read_bytes
from aptcheck.apt.bounds import MAX_REPEATS
from aptcheck.errors import UnreadableProposal
from aptcheck.model import Node, Observation, Proposal
from aptcheck.testing import (
    Document,
    coronagraph,
    fixed_slits,
    ifu,
    ifu_exposure,
    image,
    image_dither,
    image_filter,
    leaf,
    lrs,
    mrs,
    nest,
    other,
    proposal,
    target,
)
from aptcheck.testing import Observation as Built
from tests.reading import model_of

FIELDS = {
    "mrs": "MIRI Medium Resolution Spectroscopy",
    "imaging": "MIRI Imaging",
    "coronagraphy": "MIRI Coronagraphic Imaging",
    "lrs": "MIRI Low Resolution Spectroscopy",
    "ifu": "NIRSpec IFU Spectroscopy",
    "fixed_slits": "NIRSpec Fixed Slit Spectroscopy",
}
BUILT = (mrs(1), image(2), coronagraph(3), lrs(4), ifu(5), fixed_slits(6))


def read(*observations: Built) -> Proposal:
    targets = [target(n, f"T{n}") for n in range(1, 8)]
    return model_of(proposal(targets=targets, observations=observations))


def templates(observation: Observation) -> dict[str, Node]:
    found = {name: getattr(observation, name) for name in FIELDS}
    return {name: template for name, template in found.items() if template is not None}


def test_each_template_has_its_own_reader_and_place() -> None:
    found = read(*BUILT)
    assert found.oddities == ()
    for observation, (field, called) in zip(found.observations, FIELDS.items(), strict=True):
        (template,) = templates(observation).items()
        assert template[0] == field
        assert template[1].place.trail == f"Observation {observation.number} > {called}"
        assert template[1].place.element is not None


def test_what_is_built_by_default_is_read_without_an_oddity() -> None:
    found = read(
        image(1, exposures=[image_filter("F770W")], dithers=[image_dither("2-Point", size=None)]),
        coronagraph(2, background_quadrant="1"),
        lrs(3, subarray="SLITLESSPRISM", acquisition="2 T2"),
        ifu(4, exposures=[ifu_exposure("PRISM", "CLEAR", leakcal=True)], method="WATA"),
        ifu(5, method="MSATA", dither="4-POINT-NOD"),
        fixed_slits(6, method="WATA", positions="P_5"),
        lrs(7, dither="MAPPING", steps=(2, 2)),
    )
    assert found.oddities == ()
    assert all(len(templates(observation)) == 1 for observation in found.observations)


def test_another_template_is_known_by_name_only() -> None:
    found = read(other(1, "MiriDark", content=leaf("md:Detector", "ALL")), other(2, "MiriCoronX"))
    assert [(o.template, templates(o)) for o in found.observations] == [
        ("MiriDark", {}),
        ("MiriCoronX", {}),
    ]
    assert found.oddities == ()


@pytest.mark.parametrize("built", BUILT, ids=list(FIELDS))
def test_a_template_of_another_namespace_is_read_and_reported(built: Built) -> None:
    text = proposal(targets=[target()], observations=[built]).text
    found = model_of(Document(text.replace("/JWST/APT/Template/", "/JWST/APT/Form/")))
    read_forms: dict[str, Any] = templates(found.observations[0])
    (template,) = read_forms.values()
    assert template.exposures
    (oddity,) = found.oddities
    assert oddity.field == "xmlns"
    assert oddity.text.startswith("http://www.stsci.edu/JWST/APT/Form/")
    assert oddity.known == (oddity.text.replace("/Form/", "/Template/"),)


def test_a_coordinated_template_is_ignored() -> None:
    inner = nest("mi:MiriImaging", leaf("mi:Subarray", "ODD"))
    built = other(1, "NircamImaging", raw=nest("FirstCoordinatedTemplate", inner))
    found = read(built, mrs(2, raw=nest("FirstCoordinatedTemplate", inner)))
    assert [list(templates(o)) for o in found.observations] == [[], ["mrs"]]
    assert found.oddities == ()


def test_an_observation_has_at_most_one_template() -> None:
    text = proposal(targets=[target()], observations=[image(1)]).text
    second = "<mlrs:MiriLRS/>\n</Template>"
    (observation,) = model_of(Document(text.replace("</Template>", second, 1))).observations
    assert list(templates(observation)) == ["imaging"]


@pytest.mark.parametrize(
    "built",
    [
        image(1, filters=["F770W"] * (MAX_REPEATS + 1)),
        image(1, dithers=[image_dither()] * (MAX_REPEATS + 1)),
        coronagraph(1, filters=["F1140C"] * (MAX_REPEATS + 1)),
        coronagraph(1, psf_references=range(MAX_REPEATS + 1)),
        ifu(1, settings=[("PRISM", "CLEAR")] * (MAX_REPEATS + 1)),
        fixed_slits(1, settings=[("PRISM", "CLEAR")] * (MAX_REPEATS + 1)),
    ],
    ids=["filters", "dithers", "masks", "references", "ifu", "slits"],
)
def test_lists_are_bounded(built: Built) -> None:
    with pytest.raises(UnreadableProposal, match=f"more than {MAX_REPEATS:,}"):
        read(built)


WHOLE = etree.fromstring(
    proposal(
        targets=[target(n, f"T{n}") for n in range(1, 8)],
        observations=[
            image(1, dithers=[image_dither("SPARSE-CYCLING", listed="1, 3-5", sets=1)]),
            coronagraph(2, psf_references=[3], quadrant="2", background_quadrant="1"),
            lrs(3, acquisition="2 T2", dither="MAPPING", steps=(2, 3)),
            ifu(4, method="WATA", leakcal=True),
            fixed_slits(5, method="WATA", acquisition="2 T2"),
        ],
    ).xml
)
INSIDE = [
    place
    for place, element in enumerate(WHOLE.iter(etree.Element))
    if any(etree.QName(above).localname == "Template" for above in element.iterancestors())
]
NASTY = st.one_of(
    st.sampled_from(
        ["", " ", "0", "-1", "1e400", "NaN", "C[", "[][", "[1][(Obs ", "NONE", "\u0663"]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")),
)
KINDS = st.sampled_from(["text", "name", "twice", "gone", "swapped"])


def damaged(root: etree._Element, place: int, kind: str, text: str) -> None:
    element = list(root.iter(etree.Element))[place]
    above = element.getparent()
    assert above is not None
    if kind == "text":
        element.text = text
    elif kind == "name":
        element.tag = f"{element.tag}{'Verification' if len(text) % 2 else 'X'}"
    elif kind == "twice":
        above.append(copy.deepcopy(element))
    elif kind == "gone":
        above.remove(element)
    else:
        above.tag, element.tag = element.tag, above.tag


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(INSIDE), KINDS, NASTY), min_size=1, max_size=4))
def test_a_damaged_template_is_read_into_sound_models(
    damages: list[tuple[int, str, str]],
) -> None:
    root = copy.deepcopy(WHOLE)
    # From last to first, so that the places of the others stay the same.
    for place, kind, text in sorted(damages, reverse=True):
        if place < len(list(root.iter(etree.Element))):
            damaged(root, place, kind, text)
    found = read_bytes(etree.tostring(root), "x.xml").proposal
    for observation in found.observations:
        # The readers build models unchecked: their values must fit the models.
        assert type(observation).model_validate(observation.model_dump()) == observation
    assert all(oddity.place.trail for oddity in found.oddities)
