"""One proposal file, from its path to its part of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aptcheck import apt, config
from aptcheck.apt import Document
from aptcheck.background import graph
from aptcheck.config import Config
from aptcheck.engine.beside import exported_beside
from aptcheck.engine.catalogues import Asked
from aptcheck.engine.context import ProposalContext
from aptcheck.engine.fingerprint import fingerprint, unique
from aptcheck.engine.judge import Judgement, Placed, internal_fault, judge
from aptcheck.engine.options import Options
from aptcheck.engine.pairs import pairs
from aptcheck.engine.paths import STDIN
from aptcheck.engine.selection import validate_prefixes
from aptcheck.engine.sky_fields import sky_fields
from aptcheck.engine.stored import StoredWindows
from aptcheck.engine.suppressions import validate_suppressions
from aptcheck.engine.weight import order, verdict
from aptcheck.engine.window import observing_window
from aptcheck.errors import UnreadableProposal
from aptcheck.finding import Finding, Location, Severity
from aptcheck.results import Coverage, Outcome, Pair, ProposalReport, SkyField
from aptcheck.rules.registry import all_rules

__all__ = ["check_file", "configuration", "configuration_file", "judged", "opened"]


def configuration(path: str, options: Options) -> Config:
    """Return the configuration of a file: the one asked for, else the nearest one upwards.

    Raises
    ------
    ConfigError, UsageError
        It cannot be read, or names a rule that does not exist.
    """
    file = configuration_file(path, options)
    found = config.load(file)
    rules = all_rules()
    validate_prefixes((*options.select, *options.ignore), rules, "--select/--ignore")
    named = (*found.select, *found.ignore, *found.severity)
    validate_prefixes(named, rules, "configuration")
    validate_suppressions(found.suppress, str(file))
    return found


def configuration_file(path: str, options: Options) -> Path | None:
    """Return where the configuration of a file stands, None where the defaults hold."""
    folder = Path.cwd() if path == STDIN else Path(path).parent
    return options.config or config.find(folder)


def opened(path: str, content: bytes | None = None) -> Document:
    """Read one file, or ``content`` in its stead: what came through standard input.

    Raises
    ------
    UnreadableProposal
        It is no JWST proposal that aptcheck can read.
    """
    if content is None:
        return apt.read_path(Path(path))
    return apt.read_bytes(content, "standard input")


def check_file(
    path: str, options: Options, *, asked: Asked | None = None, content: bytes | None = None
) -> ProposalReport:
    """Read and judge one file; whatever is wrong with it becomes a finding.

    ``asked`` is what the catalogues say of its fields, None where none was asked.
    """
    settings = configuration(path, options)
    try:
        document = opened(path, content)
    except UnreadableProposal as fault:
        return _without_proposal(path, _unreadable(fault))
    except Exception as crash:  # noqa: BLE001 - a reader's crash must not stop the other files
        return _without_proposal(path, internal_fault("the reader", crash, None).finding)
    report = judged(path, document, settings, options, asked=asked)
    return replace(report, beside=exported_beside(path, document))


def judged(
    path: str,
    document: Document,
    settings: Config,
    options: Options,
    *,
    asked: Asked | None = None,
) -> ProposalReport:
    """Judge a proposal that has been read."""
    proposal = document.proposal
    found: tuple[Pair, ...] = ()
    drawn: tuple[SkyField, ...] = ()
    try:
        context = ProposalContext(
            graph.build(proposal, settings.intents),
            settings,
            observing_window(proposal, options.dates, options.today),
            StoredWindows(document),
            asked=asked,
            fields=options.fields,
        )
        judgement = judge(
            context,
            settings,
            profile=options.profile or settings.profile,
            select=options.select or settings.select,
            ignore=(*options.ignore, *settings.ignore),
        )
        found = pairs(context)
        drawn = sky_fields(context) if options.pictures else ()
    except Exception as crash:  # noqa: BLE001 - a crash here must not stop the other files
        placed = internal_fault("the background graph", crash, None)
        judgement = Judgement((placed,), _nothing_checked("aptcheck failed on this proposal"))
    findings = tuple(unique(sorted(_located(document, judgement.findings), key=order)))
    return ProposalReport(
        path=path,
        program=proposal.program,
        title=proposal.title,
        apt_version=proposal.apt_version,
        schema_version=proposal.schema_version,
        cycle=proposal.cycle,
        verdict=verdict(findings),
        backgrounds=found,
        findings=findings,
        coverage=judgement.coverage,
        fields=drawn,
    )


def _located(document: Document, placed: Iterable[Placed]) -> list[Finding]:
    """Give every finding its exact line and column, in one pass over the bytes."""
    placed = list(placed)
    elements = {p.place.element for p in placed if p.place is not None}
    columns = apt.columns(document, {e for e in elements if e is not None}) if elements else {}
    located = []
    for entry in placed:
        location = replace(entry.finding.location, member=document.member)
        if entry.place is not None and entry.place.element in columns:
            line, column = columns[entry.place.element]
            location = replace(location, line=line, column=column)
        located.append(replace(entry.finding, location=location))
    return located


def _unreadable(fault: UnreadableProposal) -> Finding:
    return Finding(
        code="APT001",
        name="unreadable-proposal",
        severity=Severity.ERROR,
        message=fault.reason,
        observation=None,
        related_observations=(),
        target=None,
        location=Location(member=fault.member, line=fault.line, column=fault.column),
        evidence=None,
        angles=None,
        source=None,
        fix="Open the proposal in APT and save it again, or export it with File > Export > XML; "
        "then check that file.",
        fingerprint=fingerprint("APT001", None, None, (), None, ""),
    )


def _without_proposal(path: str, finding: Finding) -> ProposalReport:
    return ProposalReport(
        path=path,
        program=None,
        title=None,
        apt_version=None,
        schema_version=None,
        cycle=None,
        verdict="fail",
        backgrounds=(),
        findings=(finding,),
        coverage=_nothing_checked("the proposal could not be read", finding.code),
    )


def _nothing_checked(reason: str, found: str = "APT900") -> tuple[Coverage, ...]:
    return tuple(
        Coverage(code=rule.code, outcome=Outcome.FINDING)
        if rule.code == found
        else Coverage(code=rule.code, outcome=Outcome.NOT_CHECKED, reason=reason)
        for rule in all_rules()
    )
