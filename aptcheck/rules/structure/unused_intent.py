from __future__ import annotations

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.rules.idle_intent import IdleIntent


@rule("CFG003", severity="warning", silenced_by={"selection"})
def unused_intent(intent: IdleIntent, context: Context) -> Verdicts:
    """An intent in the configuration applies to no science observation.

    ## What
    An `[intents.<number or name>]` table applies to no MRS science observation in any proposal of
    this run that the configuration governs: there is no such number, the name is spelled otherwise
    (capitals count), it names a background that several observations use, or another table comes
    first for each observation that it names. A background that one observation uses, or with a
    name one target, is taken for that. Reported once, and not where one of the proposals could not
    be read.

    Also reported: a strategy shadow where none of these observations is of a solar-system target,
    because only a moving target leaves its place. The strategy is then inferred, and the other keys
    of the table apply.

    For each observation the first of these applies: its own number, the name of its target, the
    number of one of its backgrounds, the name of a background's target. Among tables of one kind, a
    literal name comes before one with `*` or `?`, then the first in the file.

    ## Why
    What you mean to do decides how severe many findings are. An intent that applies to none has no
    effect, and the observations are judged by what aptcheck infers.

    ## How to fix
    In `aptcheck.toml` (or `[tool.aptcheck]` in `pyproject.toml`), name the science observation or
    its target, or keep one of two tables for the same observation. Where one configuration governs
    several proposals that are checked one at a time, give each an `aptcheck.toml` of its own next
    to it: observation numbers mean something else in each.

    ## Source
    aptcheck's own judgement.
    """
    yield Fault(
        message=f"{intent.file}: {intent.table} has no effect: {intent.reason}.",
        fix=f"In {intent.file}, {intent.advice}.",
        subject=intent.table,
    )
