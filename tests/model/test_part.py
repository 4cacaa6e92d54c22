"""Parts of a proposal are what pydantic would make of the same values."""

from __future__ import annotations

import pickle
from typing import Any, cast

import pytest
from pydantic import BaseModel

import aptcheck.model
from aptcheck.model import Mosaic, Node, Observation
from aptcheck.model.part import Part

PARTS = [
    one
    for name in aptcheck.model.__all__
    if isinstance(one := getattr(aptcheck.model, name), type) and issubclass(one, Part)
]


def by_pydantic(model: type[Part], **values: object) -> Any:
    return cast("Any", BaseModel.model_construct).__func__(model, **values)


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_values_and_defaults_are_those_of_pydantic(model: type[Part]) -> None:
    required: dict[str, Any] = {
        n: n for n, field in model.model_fields.items() if field.is_required()
    }
    given: dict[str, Any] = {
        **required,
        **({"unread": ("Rows",)} if issubclass(model, Node) else {}),
    }
    for values in (required, given):
        made, expected = model.model_construct(**values), by_pydantic(model, **values)
        assert made == expected
        assert list(made.__dict__) == list(expected.__dict__)
        assert made.model_fields_set == expected.model_fields_set
        assert repr(made) == repr(expected)
        assert pickle.loads(pickle.dumps(made)) == expected


@pytest.mark.parametrize(
    ("model", "values", "named"),
    [
        (Observation, {"label": "one"}, "Observation, missing or unknown: number"),
        (Mosaic, {"tiles": 4}, "Mosaic, missing or unknown: tiles"),
        (Observation, {"tiles": 4}, "Observation, missing or unknown: tiles"),
    ],
)
def test_a_value_that_is_missing_or_unknown_is_refused(
    model: type[Part], values: dict[str, Any], named: str
) -> None:
    with pytest.raises(TypeError, match=named):
        model.model_construct(**values)


def test_what_never_changes_is_shared() -> None:
    one, other = Observation.model_construct(number=1), Observation.model_construct(number=2)
    assert one.mosaic is other.mosaic
