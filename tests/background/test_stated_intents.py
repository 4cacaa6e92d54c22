"""Which entry of [intents] decides for which science observation, and which for none."""

from __future__ import annotations

import pytest

from aptcheck.background.graph import Graph
from aptcheck.testing import Document, group, mrs, other, pair, proposal, target
from tests.background.reading import graph_of

PIXEL, MASTER = {"strategy": "pixel"}, {"strategy": "master"}


def shared(second: str = "NGC-2") -> Document:
    """Return observations 1 and 3 of two targets, or of one, with the background 2."""
    more = [target(3, second, background=[2], north=30)] if second else []
    number = 3 if second else 1
    return pair(more_targets=more, more_observations=[mrs(3, number)], links=[group(1, 2, 3)])


def strategies(graph: Graph) -> dict[int, str]:
    """Return {science observation: the strategy that was set for it}."""
    return {s.number: s.intent.strategy for s in graph.sciences if s.intent.strategy_set}


def won(graph: Graph) -> dict[str, tuple[int, ...]]:
    """Return {entry: the observations it decides for}."""
    return {stated.name: stated.observations for stated in graph.intents}


def reason(document: Document, entry: str) -> tuple[str, str | None, bool]:
    """Return why one entry has no effect, what to do, and whether something is near."""
    graph = graph_of(document, **{entry: PIXEL})
    assert strategies(graph) == {}
    (stated,) = graph.intents
    assert stated.observations == ()
    assert stated.unmatched is not None
    return stated.unmatched.reason, stated.unmatched.advice, stated.unmatched.near


def test_without_a_configuration_nothing_is_stated() -> None:
    assert graph_of(pair()).intents == ()


@pytest.mark.parametrize("entry", ["1", "NGC-1", "NGC-*", "?GC-1", "*"])
def test_a_number_or_a_name_names_science(entry: str) -> None:
    graph = graph_of(pair(), **{entry: PIXEL})
    assert strategies(graph) == {1: "pixel"}
    assert won(graph) == {entry: (1,)}


@pytest.mark.parametrize("entry", ["2", "NGC-1-SKY", "*-SKY"])
def test_a_background_is_taken_for_its_science(entry: str) -> None:
    graph = graph_of(pair(), **{entry: PIXEL})
    assert strategies(graph) == {1: "pixel"}
    assert won(graph) == {entry: (1,)}
    assert graph.intents[0].unmatched is None


def test_a_name_that_looks_like_a_pattern_is_itself() -> None:
    document = pair(science_target={"name": "[KSS2006] 1"})
    assert strategies(graph_of(document, **{"[KSS2006] 1": PIXEL})) == {1: "pixel"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("1", "NGC-1"),
        ("1", "2"),
        ("1", "*"),
        ("NGC-1", "2"),
        ("NGC-1", "NGC-*"),
        ("NGC-*", "2"),
        ("2", "NGC-1-SKY"),
        ("NGC-1-SKY", "*-SKY"),
    ],
)
def test_one_entry_comes_before_another_in_either_order(first: str, then: str) -> None:
    for entries in ({first: PIXEL, then: MASTER}, {then: MASTER, first: PIXEL}):
        graph = graph_of(pair(), **entries)
        assert strategies(graph) == {1: "pixel"}
        assert won(graph) == dict.fromkeys(entries, ()) | {first: (1,)}


def test_among_names_the_first_in_the_file_decides() -> None:
    assert strategies(graph_of(pair(), **{"NGC-*": PIXEL, "*": MASTER})) == {1: "pixel"}
    assert strategies(graph_of(pair(), **{"*": MASTER, "NGC-*": PIXEL})) == {1: "master"}


def test_among_backgrounds_the_first_in_the_file_decides() -> None:
    document = pair(more_observations=[mrs(3, 2)], links=[])
    assert strategies(graph_of(document, **{"3": PIXEL, "2": MASTER})) == {1: "pixel"}


TWO = pair(more_targets=[target(3, "NGC-3", north=900)], more_observations=[mrs(3, 3)])


@pytest.mark.parametrize("entries", [("NGC-*", "1"), ("NGC-*", "NGC-1"), ("*", "3", "NGC-1-SKY")])
def test_an_entry_that_decides_for_one_observation_is_not_a_slip(entries: tuple[str, ...]) -> None:
    graph = graph_of(TWO, **dict.fromkeys(entries, PIXEL))
    assert all((stated.unmatched is None) == bool(stated.observations) for stated in graph.intents)
    assert graph.intents[0].observations
    assert graph.intents[0].unmatched is None


@pytest.mark.parametrize(
    ("entries", "loser", "why", "advice"),
    [
        (
            ("1", "2"),
            "2",
            "it names a background of observation 1, for which intents.1 comes first",
            "keep one of the two, intents.2 and intents.1",
        ),
        (
            ("2", "NGC-1"),
            "2",
            "it names a background of observation 1, for which intents.NGC-1 comes first",
            "keep one of the two, intents.2 and intents.NGC-1",
        ),
        (
            ("1", "NGC-1"),
            "NGC-1",
            "it names the target of observation 1, for which intents.1 comes first",
            "keep one of the two, intents.NGC-1 and intents.1",
        ),
        (
            ("*", "NGC-1*"),
            "NGC-1*",
            'it names the target of observation 1, for which intents."*" comes first',
            'write intents."NGC-1*" above intents."*"',
        ),
        (
            ("NGC-*", "NGC-1-SKY"),
            "NGC-1-SKY",
            'it names a background of observation 1, for which intents."NGC-*" comes first',
            "write intents.1 instead of intents.NGC-1-SKY",
        ),
        (
            ("*", "1", "3"),
            "*",
            "it names the target of observations 1 and 3, for which intents.1 and intents.3 come first",
            'delete intents."*", or intents.1 and intents.3',
        ),
    ],
)
def test_an_entry_that_others_precede_everywhere_is_a_slip(
    entries: tuple[str, ...], loser: str, why: str, advice: str
) -> None:
    graph = graph_of(TWO, **dict.fromkeys(entries, PIXEL))
    (idle,) = (stated for stated in graph.intents if not stated.observations)
    assert idle.name == loser
    assert idle.unmatched is not None
    assert (idle.unmatched.reason, idle.unmatched.advice) == (why, advice)


def test_the_advice_for_an_entry_that_loses_works() -> None:
    assert won(graph_of(TWO, **{"NGC-1*": PIXEL, "*": PIXEL})) == {"NGC-1*": (1,), "*": (3,)}
    assert won(graph_of(TWO, **{"NGC-*": PIXEL, "1": PIXEL})) == {"NGC-*": (3,), "1": (1,)}


def test_an_entry_that_names_science_is_not_taken_for_the_science_of_others() -> None:
    graph = graph_of(shared("SKY-CLOUD"), **{"*SKY*": PIXEL})
    assert strategies(graph) == {3: "pixel"}


def test_a_background_of_several_observations_is_ambiguous_by_number() -> None:
    for second in ("NGC-2", ""):
        why, advice, near = reason(shared(second), "2")
        assert why == "observation 2 is the background of observations 1 and 3"
        assert advice == "write intents.1 and intents.3 instead"
        assert near


def test_a_background_target_of_several_targets_is_ambiguous_by_name() -> None:
    why, advice, _ = reason(shared("NGC 2"), "NGC-1-SKY")
    assert why == "NGC-1-SKY is the background of NGC-1 and NGC 2"
    assert advice == 'write intents.NGC-1 and intents."NGC 2" instead'


def test_a_background_target_of_one_target_is_taken_for_all_its_observations() -> None:
    graph = graph_of(shared(""), **{"NGC-1-SKY": PIXEL})
    assert strategies(graph) == {1: "pixel", 3: "pixel"}


def test_a_background_that_is_not_declared_is_not_taken_for_science() -> None:
    document = pair(science_target={"background": []})
    for entry, what in (("2", "observation 2"), ("NGC-1-SKY", "NGC-1-SKY")):
        why, advice, near = reason(document, entry)
        assert why == f"{what} is not declared as the background of observation 1"
        assert advice.startswith("write intents.1, or declare")
        assert near


@pytest.mark.parametrize(
    ("entry", "why", "advice"),
    [
        ("99", "there is no observation 99", "name the science observation 1"),
        ("9" * 5000, "there is no observation 999", "name the science observation 1"),
        ("01", "a number has no leading zeros", "write intents.1"),
        ("3", "observation 3 is not an MRS observation", "name the science observation 1"),
        ("4", "observation 4 is withdrawn, skipped or failed", "name the science observation 1"),
        ("1-3", "a name cannot list several observations", "write one table for each"),
        ("1, 2", "a name cannot list several observations", "write one table for each"),
        ("1 and 3", "a name cannot list several observations", "write one table for"),
        ("1/3", "a name cannot list several observations", "write one table for each"),
        ("obs 1, 2, and 3", "a name cannot list several observations", "write one"),
        (" 1", "an observation is named by its number only", "write intents.1"),
        (" " * 9999 + "1", "an observation is named by its number only", "write intents.1"),
        ("obs 1", "an observation is named by its number only", "write intents.1"),
        ("Observation 1", "an observation is named by its number only", "write intents.1"),
        ("#1", "an observation is named by its number only", "write intents.1"),
        ("1.0", "an observation is named by its number only", "write intents.1"),
        ("obs 2", "an observation is named by its number only", "write intents.2"),
        ("obs 99", "there is no observation 99", "name the science observation 1"),
        ("obs 3", "observation 3 is not an MRS observation", "name the science observation 1"),
        ("NGC-1 ", 'no science target is named "NGC-1 "', "write intents.NGC-1, if that is the"),
        ("ngc-1", 'no science target is named "ngc-1"', "write intents.NGC-1: names are case"),
        ("ngc-*", 'no science target is named "ngc-*"', 'write intents."NGC-*"'),
        ("NGC1", 'no science target is named "NGC1"', "write intents.NGC-1, if that is the"),
        ("M-33", "no MRS science observation has the target M-33", "name the target NGC-1"),
        ("XYZZY", 'no science target is named "XYZZY"', "name the target NGC-1"),
    ],
)
def test_an_entry_without_a_match_says_what_would_match(entry: str, why: str, advice: str) -> None:
    document = pair(
        more_targets=[target(3, "M-33", north=400)],
        more_observations=[other(3), mrs(4, 3, status="WITHDRAWN")],
    )
    found = reason(document, entry)
    assert found[0].startswith(why)
    assert str(found[1]).startswith(advice)


def test_a_target_named_like_an_observation_is_a_target() -> None:
    document = pair(science_target={"name": "OBS 1"}, more_targets=[target(3, "1/3", north=400)])
    assert reason(document, "obs 1")[1] == 'write intents."OBS 1": names are case-sensitive'
    assert reason(document, "1/3")[0] == "no MRS science observation has the target 1/3"


def test_a_pattern_in_other_capitals_that_are_mixed_names_the_target() -> None:
    document = pair(science_target={"name": "HH 30-Disk"})
    assert reason(document, "hh*disk")[1] == "use the upper and lower case of HH 30-Disk"
    assert reason(pair(science_target={"name": "Eta Car"}), "eta*")[1] == 'write intents."Eta*"'


def test_without_science_there_is_nothing_to_name() -> None:
    alone = proposal(targets=[target(1, "NGC-1")], observations=[other(1)])
    assert reason(alone, "1") == ("the proposal has no MRS science observation", None, False)


def test_only_some_of_many_observations_and_names_are_listed() -> None:
    many = range(1, 31)
    document = proposal(
        targets=[target(n, f"NGC-{n}") for n in many], observations=[mrs(n, n) for n in many]
    )
    assert str(reason(document, "99")[1]).endswith("11, 12 and 18 more")
    assert str(reason(document, "XYZZY")[1]).endswith("NGC-12 and 18 more")
    graph = graph_of(document, **{str(n): PIXEL for n in many}, **{"*": PIXEL})
    unmatched = graph.intents[-1].unmatched
    assert unmatched is not None
    assert str(unmatched.advice).endswith("intents.12 and 18 more")
