"""Models that are built of values already read, many for each proposal, so quickly."""

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

__all__ = ["Part"]


class Part(BaseModel):
    """A model that never changes; its defaults never change either, so all share them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def model_construct(  # type: ignore[override]  # pydantic's plugin for mypy adds its own
        cls,
        _fields_set: set[str] | None = None,
        **values: Any,  # noqa: ANN401 - of any field
    ) -> Self:
        """Return one with these values, which are not validated.

        As pydantic's, which looks for aliases and copies each default: that takes several times as
        long, and was a twentieth of a check.

        Raises
        ------
        TypeError
            A value is missing, or is not of this model.
        """
        defaults, required = _fields(cls)
        found = {**defaults, **values}
        if len(found) != len(defaults) or not required <= values.keys():
            wrong = {*values} - {*defaults} or required - {*values}
            raise TypeError(f"{cls.__name__}, missing or unknown: {', '.join(sorted(wrong))}")
        made = cls.__new__(cls)
        _set(made, "__dict__", found)
        _set(made, "__pydantic_fields_set__", {*values} if _fields_set is None else _fields_set)
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made


_set = object.__setattr__


@cache
def _fields(model: type[Part]) -> tuple[dict[str, Any], frozenset[str]]:
    """Return all fields of a model, in order, with their defaults; and those without one."""
    fields = model.model_fields
    required = frozenset(name for name, field in fields.items() if field.is_required())
    return {name: field.default for name, field in fields.items()}, required
