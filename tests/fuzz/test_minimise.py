"""Cases are made small and remain cases."""

from __future__ import annotations

from aptcheck.testing import pair
from tests.fuzz.case import Case
from tests.fuzz.changes.of_archives import members
from tests.fuzz.kinds import kinds
from tests.fuzz.minimise import fewest, smallest_case, smallest_file
from tests.fuzz.mutation import Mutation, NothingToChange


def test_few_parts_are_left() -> None:
    assert fewest(range(100), lambda parts: {3, 77} <= {*parts}) == [3, 77]
    assert fewest(range(9), lambda parts: len(parts) >= 4) == [5, 6, 7, 8]


def test_it_ends_after_a_number_of_tries() -> None:
    tried = []

    def holds(parts) -> bool:
        tried.append(parts)
        return 0 in parts

    assert 0 in fewest(range(1_000), holds, tries=5)
    assert len(tried) == 5


def test_mutations_that_are_not_needed_are_left_out() -> None:
    mutations = tuple(Mutation("cut-bytes", seed) for seed in range(6))
    case = Case(kinds(12)["proposals"], "pair", (*mutations, Mutation("truncate", 1), *mutations))
    whole = len(case.files()[case.changed])
    small = smallest_case(case, lambda files: len(files[case.changed]) < whole + 1_000)
    assert small.mutations == (Mutation("truncate", 1),)


def test_a_start_that_is_a_case_needs_none() -> None:
    case = Case(kinds(12)["baselines"], "faulty pair", (Mutation("flip-bit", 1),))
    assert smallest_case(case, lambda files: True).mutations == ()


def test_elements_and_attributes_that_are_not_needed_are_left_out() -> None:
    small = smallest_file(pair().xml, lambda data: data.count(b"<mmrs:GroupsLong") >= 2)
    assert small.count(b"<") < 20


def names_the_sky(data: bytes) -> bool:
    try:
        return any(b"NGC-1-SKY" in content for _, content in members(data))
    except NothingToChange:
        return False


def test_the_xml_of_an_archive_is_made_small_within_it() -> None:
    small = smallest_file(pair().aptx(), names_the_sky)
    ((name, content),) = members(small)
    assert name == "1234.xml"
    assert content.count(b"<") < 10


def test_text_is_cut_to_its_lines_and_bytes() -> None:
    assert smallest_file(b"a = 1\nb = 2\nc = 3\n", lambda data: b"2" in data) == b"2"
