"""The order in the file does not change the findings."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.finding import Finding, Location
from aptcheck.results import ProposalReport
from aptcheck.testing import check
from tests.oracle.printed import programmes
from tests.shared import shared
from tests.twins.plans import Plan, plans
from tests.twins.shuffled import shuffled


@settings(max_examples=25, derandomize=True)
@given(plans(), st.randoms(use_true_random=False))
def test_a_plan_in_another_order_has_the_same_findings(plan: Plan, chance: Random) -> None:
    assert_alike(check(plan.document()), check(plan.shuffled(chance).document()))


def test_published_files_in_another_order_have_the_same_findings() -> None:
    for xml in published():
        assert_alike(check(xml), check(shuffled(xml, Random(11))))


def test_real_programmes_in_another_order_have_the_same_findings() -> None:
    for _, xml in list(programmes())[::4]:
        assert_alike(check(xml), check(shuffled(xml, Random(11))))


def assert_alike(one: ProposalReport, other: ProposalReport) -> None:
    assert list(map(placeless, other.findings)) == list(map(placeless, one.findings))
    assert other.backgrounds == one.backgrounds
    assert other.coverage == one.coverage
    assert (other.verdict, other.scope) == (one.verdict, one.scope)


def placeless(finding: Finding) -> Finding:
    return replace(finding, location=Location())


def published() -> Iterator[bytes]:
    for path in sorted(shared("corpus").iterdir()):
        if path.name.startswith("fragment-"):
            continue
        if path.suffix == ".xml":
            yield path.read_bytes()
        if path.suffix == ".aptx":
            with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
                (name,) = (n for n in archive.namelist() if n.endswith(".xml"))
                yield archive.read(name)
