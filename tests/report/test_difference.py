"""The difference of two versions as text, JSON and Markdown, however hostile or long."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.difference import Change, Compared, Difference, Version
from aptcheck.finding import Severity
from aptcheck.report import Look, difference_json, difference_markdown, difference_text
from tests.report.hostile import PATHS, TEXT, assert_visible, hostile_findings
from tests.report.plain import finding

TEXTS = st.one_of(st.none(), TEXT)
COMPARED = st.lists(st.builds(Compared, finding=hostile_findings(), note=TEXTS), max_size=3).map(
    tuple
)
VERSIONS = st.builds(
    Version,
    path=PATHS,
    program=TEXTS,
    title=TEXTS,
    verdict=st.sampled_from(["pass", "warn", "fail", "not-applicable"]),
    reservations=st.lists(TEXT, max_size=2).map(tuple),
)
CHANGES = st.builds(
    Change,
    kind=st.sampled_from(["added", "removed", "changed"]),
    subject=TEXT,
    field=TEXTS,
    old=TEXTS,
    new=TEXTS,
    note=TEXTS,
)
DIFFERENCES = st.builds(
    Difference,
    old=VERSIONS,
    new=VERSIONS,
    appeared=COMPARED,
    fixed=COMPARED,
    unchanged=COMPARED,
    not_checked=COMPARED,
    changes=st.lists(CHANGES, max_size=4).map(tuple),
    uncompared=TEXTS,
)


def long(count: int) -> Difference:
    version = Version(path="a.aptx", program="1", title=None, verdict="fail", reservations=())
    change = Change(kind="changed", subject="observation 2", field="label", old="a", new="b")
    found = tuple(Compared(finding=finding()) for _ in range(count))
    return Difference(
        old=version,
        new=version,
        appeared=found,
        fixed=found,
        unchanged=found,
        not_checked=(),
        changes=(change,) * count,
    )


@given(DIFFERENCES)
@settings(deadline=None, max_examples=40)
def test_text_and_markdown_send_nothing_but_text(difference: Difference) -> None:
    assert_visible(difference_text.render(difference, look=Look()))
    markdown = difference_markdown.render(difference, look=Look())
    assert_visible(markdown)
    assert "<script" not in markdown
    assert len(markdown.encode()) < 65_536


@given(DIFFERENCES)
@settings(deadline=None, max_examples=40)
def test_json_is_json_and_unicode(difference: Difference) -> None:
    text = difference_json.render(difference, look=Look())
    text.encode("utf-8")
    assert len(json.loads(text)["difference"]["changes"]) == len(difference.changes)


def test_markdown_is_cut_to_a_comment_and_counts_what_it_leaves_out() -> None:
    text = difference_markdown.render(long(1000), look=Look())
    assert len(text.encode()) < 65_536
    new, fixed = (part.count("\n- **error**") for part in text.split("#### Fixed"))
    assert f"- and {1000 - new} more, which" in text
    assert f"- and {1000 - fixed} more, which" in text
    rows = text.count("\n| `~`")
    assert f"and {1000 - rows} more changes, which" in text
    assert min(new, fixed, rows) > 10


def test_what_fits_is_not_cut() -> None:
    assert " more" not in difference_markdown.render(long(20), look=Look())


def test_markdown_lists_new_findings_first_the_worst_of_them_first() -> None:
    found = [
        Compared(finding=finding(severity=severity))
        for severity in (Severity.INFO, Severity.ERROR, Severity.WARNING)
    ]
    text = difference_markdown.render(replace(long(1), appeared=tuple(found)), look=Look())
    order = [text.index(f"- **{word}** BKG201") for word in ("error", "warning", "info")]
    assert order == sorted(order)
    assert order[-1] < text.index("#### Fixed (1)") < text.index("<details>")


def test_text_keeps_to_the_width() -> None:
    text = difference_text.render(long(3), look=Look(width=60))
    assert max(map(len, text.splitlines())) <= 60
    assert " ".join(text.split()).endswith("; verdict fail, as before")
