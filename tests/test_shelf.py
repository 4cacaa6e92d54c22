"""Records on a shelf are those that were put there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck import shelf as shelf_module
from aptcheck.shelf import Shelf


@given(st.lists(st.binary(max_size=20)), st.sampled_from([1, 10, 1 << 20]))
def test_records_come_back_in_order(records: list[bytes], in_memory: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf_module, "_IN_MEMORY", in_memory)
        shelf = Shelf()
    for number, record in enumerate(records):
        shelf.append(record)
        assert shelf[number] == record
        assert shelf[0] == records[0]
    assert list(shelf) == records
    assert len(shelf) == len(records)
    with pytest.raises(IndexError):
        shelf[len(records)]
