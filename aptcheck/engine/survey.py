"""A first look at a proposal: which fields a catalogue is to be asked about."""

from __future__ import annotations

from aptcheck.background import graph
from aptcheck.contamination.opportunities import Opportunities
from aptcheck.engine.check import configuration, opened
from aptcheck.engine.fields import Wanted, wanted
from aptcheck.engine.options import Options
from aptcheck.engine.selection import selected
from aptcheck.engine.window import observing_window
from aptcheck.rules.registry import all_rules

__all__ = ["survey"]

#: The rules that hear what a catalogue says; where none of them runs, none is asked.
_HEARING = ("SKY", "ORI101", "ORI102", "ORI104")


def survey(path: str, options: Options, content: bytes | None = None) -> tuple[Wanted, ...]:
    """Return the fields of one file to ask about; none where it cannot be read.

    What is wrong with the file is told when it is judged.

    Raises
    ------
    UsageError
        Its configuration is wrong.
    """
    settings = configuration(path, options)
    select = options.select or settings.select
    ignore = (*options.ignore, *settings.ignore)
    hearing = (rule for rule in all_rules() if rule.code.startswith(_HEARING))
    if not any(selected(rule, select, ignore) for rule in hearing):
        return ()
    try:
        proposal = opened(path, content).proposal
        window = observing_window(proposal, options.dates, options.today)
        return wanted(
            path,
            graph.build(proposal, settings.intents),
            options.fields,
            Opportunities(proposal, window.start, window.end),
            settings.thresholds,
        )
    except Exception:  # noqa: BLE001 - the same crash is reported when the file is judged
        return ()
