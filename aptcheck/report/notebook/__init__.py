"""A report and its parts as pieces of HTML for a notebook.

A piece is self-contained: no script, no style sheet that could reach the rest of the notebook, no
address. Colours are set only together with their background, so that it suits light and dark; what
is long is cut, and says so.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from aptcheck.finding import Finding, Severity
from aptcheck.mode_names import MODE_WORDS
from aptcheck.report.correction import KINDS
from aptcheck.report.fixable import badge
from aptcheck.report.html.pair_cells import cells
from aptcheck.report.notebook.lines import field_line, file_name, settings_of, stamp
from aptcheck.report.pair_settings import NONE_IN_COMMON, settings_shown
from aptcheck.report.sentence import worst_first
from aptcheck.report.suggestions.svg import render_svg
from aptcheck.report.suggestions.words import (
    background_now,
    left_alone,
    left_out,
    margin_words,
    nothing_to_suggest,
    outcome,
    pointing_words,
    share_words,
    whose,
)
from aptcheck.report.templates import environment
from aptcheck.report.verdict_words import named, verdict_rank, verdict_sentence, worst
from aptcheck.report.visible import one_line, shortened, unobeyed_markup
from aptcheck.report.words import counts, yes_no
from aptcheck.results import Pair, ProposalReport, Report, SkyField
from aptcheck.wording import briefly, count, numbered

if TYPE_CHECKING:
    from jinja2 import Environment

    from aptcheck.correction import Correction
    from aptcheck.suggestions import Suggestions

__all__ = [
    "correction_piece",
    "findings_piece",
    "pairs_piece",
    "picture_piece",
    "report_piece",
    "side_by_side",
    "suggestions_piece",
    "undrawn_piece",
]

#: Proposals that one piece lists.
_PROPOSALS = 25
#: Findings, or pairs, of one proposal, and of each of several.
_ROWS, _FEW_ROWS = 25, 6
#: Characters of a name or title, and of a sentence.
_NAME, _SENTENCE = 80, 600


def report_piece(report: Report) -> str:
    """Return the verdict and its scope, then of each proposal what counts, with fixes, and pairs.

    The worst proposals are first.
    """
    ranked = sorted(report.proposals, key=verdict_rank)
    return _piece(
        "report.html",
        proposals=ranked[:_PROPOSALS],
        more=ranked[_PROPOSALS:],
        most=_ROWS if len(ranked) == 1 else _FEW_ROWS,
        whole=report.proposals,
        summary=report.summary,
    )


def findings_piece(findings: Sequence[Finding]) -> str:
    """Return a table of findings of any severity, each with its fix."""
    return _piece("findings.html", findings=findings[:_ROWS], more=findings[_ROWS:])


def pairs_piece(pairs: Sequence[Pair]) -> str:
    """Return a table of pairs, of which a report may have more."""
    shown = pairs[:_ROWS]
    settings = {pair: cells(settings_of(pair)) for pair in shown}
    return _piece("pairs.html", pairs=shown, total=len(pairs), settings=settings)


def picture_piece(svg: str, *, heading: str, sentence: str) -> str:
    """Return a picture with its caption.

    As an image it keeps its styles and names to itself.
    """
    return _piece("picture.html", image=_image(svg), heading=heading, sentence=sentence)


def undrawn_piece(field: SkyField) -> str:
    """Return in words what a field without a picture is, and why it has none."""
    return _piece("undrawn.html", field=field, line=field_line(field, None))


def side_by_side(pieces: Iterable[str], *, left: int) -> str:
    """Return pieces beside each other where there is room, and how many are left out."""
    shown = [Markup(piece) for piece in pieces]  # noqa: S704 - made here, and escaped
    return _piece("side-by-side.html", pieces=shown, left=left)


def suggestions_piece(found: Suggestions) -> str:
    """Return the positions for each target, and the picture of the searches."""
    said = (left_out(found), "" if found.targets else nothing_to_suggest(found))
    return _piece(
        "suggestions.html",
        found=found,
        searches=found.targets[:_ROWS],
        image=_image(render_svg(found)),
        remarks=[*filter(None, said), *([left_alone(found)] if found.clean else [])],
    )


def correction_piece(found: Correction) -> str:
    """Return what is fixed and by which changes, and what is left, and why."""
    return _piece(
        "correction.html", found=found, fixed=found.fixed[:_ROWS], left=found.left[:_ROWS]
    )


def _piece(template: str, **values: object) -> str:
    return unobeyed_markup(_room().get_template(template).render(values))


@cache
def _room() -> Environment:
    room = environment(__name__)
    room.globals.update(_WORDS)
    return room


def _counting(proposal: ProposalReport) -> list[Finding]:
    """Return the errors and warnings that count, worst first."""
    ordered = worst_first(Report(proposals=(proposal,)))
    return [one for _, one in ordered if one.counts and one.severity is not Severity.INFO]


def _settings(pairs: Iterable[Pair]) -> dict[Pair, object]:
    return {pair: cells(shown) for pair, shown in settings_shown(pairs).items()}


def _image(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _counts(proposal: ProposalReport) -> str:
    return counts(Report(proposals=(proposal,)).summary)


def _named(finding: Finding) -> str:
    return shortened(named(finding), _NAME)


#: What the templates call.
_WORDS = {
    "background_now": background_now,
    "badge": badge,
    "briefly": briefly,
    "count": count,
    "counting": _counting,
    "counts": counts,
    "counts_of": _counts,
    "file_name": file_name,
    "kinds": KINDS,
    "margin_words": margin_words,
    "mode_words": MODE_WORDS,
    "name_length": _NAME,
    "named": _named,
    "none_in_common": NONE_IN_COMMON,
    "numbered": numbered,
    "one_line": one_line,
    "outcome": outcome,
    "pairs_settings": _settings,
    "pointing_words": pointing_words,
    "sentence": verdict_sentence,
    "sentence_length": _SENTENCE,
    "share_words": share_words,
    "shortened": shortened,
    "stamp": stamp,
    "whose": whose,
    "worst": worst,
    "yes_no": yes_no,
}
