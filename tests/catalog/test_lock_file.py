"""The lock as text: written, read again, and never changed unnoticed."""

from __future__ import annotations

import math
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.catalog.batch import Batch
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.lock_file import dumps, loads, read_lock
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import SURVEYS, TWO_MASS
from tests.catalog.locks import batch, locked
from tests.catalog.skies import POSITION, rows, star_row


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked(tmp_path)


def test_reading_and_writing_again_changes_nothing(path: Path) -> None:
    assert dumps(read_lock(path)) == path.read_text(encoding="utf-8")


def test_the_text_does_not_depend_on_the_order_of_the_answers() -> None:
    other = replace(POSITION, field_id="observation 4", ra_deg=150.02)
    parts = [batch(TWO_MASS), batch(), batch(positions=(other,))]
    assert dumps(parts) == dumps(parts[::-1])
    assert len(loads(dumps(parts))) == 2


def test_only_the_answer_of_a_fallback_is_kept() -> None:
    failed = batch(rows=None, reason="refused the connection")
    (kept,) = loads(dumps([failed, batch(provider="VizieR", kind="vizier")]))
    assert kept.provider == "VizieR"
    assert kept.answered


words = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.text(string.ascii_letters + string.digits + "'\"\\.+- é", max_size=12).map(str.strip)
numbers = st.none() | st.floats(-100, 100)  # within the bounds of every column


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    survey = draw(st.sampled_from(SURVEYS))
    entries = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "ra": st.floats(0, 360),
                    "dec": st.floats(-90, 90),
                    **dict.fromkeys(survey.text, names),
                    **dict.fromkeys(set(survey.numbers) - {"ra", "dec"}, numbers),
                }
            ),
            max_size=4,
        )
    )
    positions = draw(
        st.lists(
            st.builds(
                Position, field_id=words, ra_deg=st.floats(0, 360), dec_deg=st.floats(-90, 90)
            ),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    return Batch(
        survey=survey,
        provider=draw(words),
        kind=draw(st.sampled_from(["irsa", "vizier", "tap", "file"])),
        service=draw(words),
        query=draw(words),
        asked="2026-11-22T10:00:00Z",
        radius_deg=draw(st.floats(1e-6, 80)),
        positions=tuple(positions),
        rows=rows(survey, *entries).unique() if entries else rows(survey, star_row(survey)),
    )


@given(batches())
@settings(deadline=None)
def test_any_answer_survives_the_round_trip(one: Batch) -> None:
    text = dumps([one])
    (back,) = loads(text)
    assert dumps([back]) == text
    assert back.answered
    assert set(back.positions) == set(one.positions)
    assert (back.provider, back.service, back.query) == (one.provider, one.service, one.query)
    assert one.rows is not None
    assert back.rows is not None
    for name in one.survey.columns:
        for mine, theirs in zip(one.rows[name].tolist(), back.rows[name].tolist(), strict=True):
            assert mine == theirs or (math.isnan(mine) and math.isnan(theirs))


@given(batches(), st.data())
@settings(deadline=None, max_examples=50)
def test_no_changed_digit_goes_unnoticed(one: Batch, data: st.DataObject) -> None:
    text = dumps([one])
    body = text.index("[[answer]]")
    places = [i for i, c in enumerate(text) if i > body and c.isascii() and c.isdigit()]
    place = data.draw(st.sampled_from(places))
    changed = text[:place] + ("1" if text[place] != "1" else "2") + text[place + 1 :]
    try:
        found = loads(changed)
    except NoAnswer:
        return
    assert all(not b.answered for b in found)
