"""The YAML header of an ECSV file, checked for size before its values are built.

An alias repeats its anchor's content, and aliases of aliases multiply: a kilobyte can need more
than any memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from aptcheck.intake.bounds import MAX_CATALOGUE_COLUMNS, MAX_DEPTH, MAX_YAML

__all__ = ["check_head"]


def check_head(lines: Sequence[str]) -> None:
    """Raise a ValueError with a clause if the header of an ECSV file exceeds the limits."""
    import yaml
    from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent

    head = [
        line[1:].removeprefix(" ")
        for line in takewhile(lambda line: line.startswith("#"), filter(None, lines))
    ]
    if sum(map(len, head)) > MAX_YAML:
        raise ValueError(f"its header is longer than {MAX_YAML >> 10} kB")
    depth = columns = 0
    try:
        # The first line, %ECSV, would be a directive.
        for event in yaml.parse("\n".join(head[1:]), Loader=yaml.SafeLoader):
            if isinstance(event, AliasEvent):
                raise ValueError("its header has YAML aliases (*), which no catalogue needs")
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            elif isinstance(event, ScalarEvent):
                columns += event.value == "datatype"
                if event.value == "subtype":
                    raise ValueError("it has columns of lists or objects (subtype)")
            if depth > MAX_DEPTH:
                raise ValueError(f"its header is nested more than {MAX_DEPTH} deep")
            if columns > MAX_CATALOGUE_COLUMNS:
                raise ValueError(f"it has more than {MAX_CATALOGUE_COLUMNS:,} columns")
    except yaml.YAMLError as fault:
        raise ValueError("its header is not YAML") from fault
