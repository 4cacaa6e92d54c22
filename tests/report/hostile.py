"""Text that does harm somewhere: a terminal, a log, Markdown, HTML, XML, JSON, a spreadsheet."""

from __future__ import annotations

from hypothesis import strategies as st

from aptcheck.finding import Column, Evidence, Location, Measured, Severity, Suppression, Table
from aptcheck.mode_names import EVERY_MODE
from aptcheck.results import Coverage, ExposureMatch, Outcome, Pair, Report
from tests.report.plain import finding, proposal
from tests.runners import hidden

ATTACKS = (
    "</details><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](http://evil.example/)",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example>",
    "https://evil.example www.evil.example mail@evil.example",
    "@octocat @org/team #1 GH-1",
    "a | b | c |",
    "x | pass | 0 | 0 | y",
    "`code` ```\nfence\n```",
    "*bold* _it_ ~~gone~~ **b** $x^2$ \\",
    "\n\n# heading\n\n- item\n\n| a |\n|---|\n",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "%0A::error::forged %25 %3A %2C",
    "\n::error file=x::forged",
    "\r\n::stop-commands::x\r\n##[error]forged",
    "::set-output name=x::y,z=1",
    "##vso[task.complete result=Failed] ##[error]forged ##teamcity[buildStop]",
    "a,line=99,title=forged",
    '=HYPERLINK("http://evil")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\x1b[2J\x1b]8;;http://evil\x07link\x1b]8;;\x07",
    "\u202egnp.exe \u2066x\u2069 \u200b\ufeff",
    "]]> <!-- --> <![CDATA[",
    "\x00\x01\x08\x0b\x0c\x1f\x7f\x85\u2028\u2029",
    "\ud800 \udcff \ufffe \uffff",
    "{0} {{1}} {x}",
    "[red]rich[/red] :smile:",
    "\"quotes' and\\backslash",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é 中文 ́",
)

TEXT = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=60),
    st.lists(st.sampled_from(ATTACKS), min_size=1, max_size=4).map("".join),
    st.tuples(st.sampled_from(ATTACKS), st.integers(1, 120)).map(lambda pair: pair[0] * pair[1]),
)
PATHS = TEXT.map(lambda text: text.replace("\x00", "") or "x")
NUMBERS = st.one_of(
    st.none(), st.integers(-5, 10**9), st.floats(allow_nan=False, allow_infinity=False), TEXT
)


EVIDENCE = st.builds(
    Evidence,
    measured=NUMBERS,
    limit=NUMBERS,
    unit=st.none() | TEXT,
    each=st.lists(
        st.builds(
            Measured, observation=st.integers(0, 9999), target=st.none() | TEXT, measured=NUMBERS
        ),
        max_size=3,
    ).map(tuple),
)


@st.composite
def tables(draw):
    """Draw a table of hostile text and wild numbers."""
    columns = draw(st.lists(st.builds(Column, name=TEXT, unit=st.none() | TEXT), min_size=1))
    row = st.tuples(*[NUMBERS] * len(columns))
    return Table(
        caption=draw(TEXT),
        columns=tuple(columns),
        rows=tuple(draw(st.lists(row, max_size=3))),
        note=draw(st.just("") | TEXT),
    )


@st.composite
def hostile_findings(draw):
    """Draw a finding in which every text is hostile."""
    return finding(
        name=draw(st.sampled_from(["ngroups-mismatch", "x"])),
        severity=draw(st.sampled_from(Severity)),
        message=draw(TEXT),
        observation=draw(st.one_of(st.none(), st.integers(0, 9999))),
        target=draw(st.one_of(st.none(), TEXT)),
        location=Location(
            member=draw(st.one_of(st.none(), TEXT)),
            line=draw(st.one_of(st.none(), st.integers(1, 10**6))),
            column=draw(st.one_of(st.none(), st.integers(1, 10**4))),
            trail=draw(TEXT),
        ),
        evidence=draw(st.one_of(st.none(), EVIDENCE)),
        fix=draw(TEXT),
        fixable=draw(st.sampled_from([None, "safe", "unsafe"])),
        fix_options=draw(st.sampled_from([(), ("--suggest",), ("--unsafe-fixes", "--suggest")])),
        fingerprint=draw(st.sampled_from(["0" * 32, "1" * 32])),
        suppressed=draw(st.one_of(st.none(), st.builds(Suppression, reason=TEXT))),
        baselined=draw(st.booleans()),
        table=draw(st.none() | tables()),
    )


#: A pair of another mode: its setting holds what the file says.
PAIRS = st.builds(
    Pair,
    mode=st.sampled_from(EVERY_MODE),
    science_observation=st.integers(0, 9999),
    background_observation=st.integers(0, 9999),
    declared=st.booleans(),
    linked=st.booleans(),
    non_interruptible=st.booleans(),
    order=st.sampled_from([None, "before", "after"]),
    separation_arcsec=st.none() | st.floats(0, 1e6),
    depth_ratio=st.none() | st.floats(0, 1e3),
    exposures=st.lists(
        st.builds(
            ExposureMatch,
            setting=TEXT,
            filter=TEXT,
            science_groups=st.lists(st.integers(1, 1300), max_size=2).map(tuple),
            background_groups=st.lists(st.integers(1, 1300), max_size=2).map(tuple),
            match=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
)


@st.composite
def reports(draw):
    """Draw a report of a few proposals with hostile text wherever a proposal supplies text."""
    proposals = [
        proposal(
            *draw(st.lists(hostile_findings(), max_size=4)),
            path=draw(PATHS),
            program=draw(st.one_of(st.none(), TEXT)),
            title=draw(st.one_of(st.none(), TEXT)),
            apt_version=draw(st.one_of(st.none(), TEXT)),
            coverage=(
                Coverage(code="SKY101", outcome=Outcome.NOT_CHECKED, reason=draw(TEXT)),
                Coverage(code="APT001", outcome=Outcome.PASSED),
            ),
            beside=draw(st.one_of(st.none(), PATHS)),
            backgrounds=tuple(draw(st.lists(PAIRS, max_size=3))),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Report(proposals=tuple(proposals))


def assert_visible(text: str) -> None:
    """Check that a text holds nothing that is obeyed rather than shown."""
    assert not hidden(text)
    text.encode("utf-8")
