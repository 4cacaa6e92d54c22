"""Visit Planner results that a correction puts out of date."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from lxml import etree

from aptcheck.apt import StoredWindows, edited, read_path
from aptcheck.edit import Remove, SetField
from tests.apt.proposals_to_edit import PAIR, Opened, replaced
from tests.shared import shared

RECORD = (
    '<VpVisitData EngineVersion="17.0"><StVisitSchedulingWindows UpToDate="true" '
    'StSchedulingPCF="1753076082000 1.0 1753119282000">'
    '<StConstraintSchedulingWindows Name="x > y" Type="off-normal" StSchedulingPCF=""/>'
    '</StVisitSchedulingWindows><Other UpToDate="true"/></VpVisitData>'
)
STALE = RECORD.replace('UpToDate="true" St', 'UpToDate="false" St')


def value(key: str, content: str, *, escaped: bool = True, tag: str = "ToolValue") -> str:
    return f'<{tag} Name="{key}">{escape(content) if escaped else content}</{tag}>'


def holding(*values: str, program: str = "1234", observation: int = 1) -> str:
    """Return a proposal whose observation contains results."""
    text = replaced(PAIR, "<ProposalID>1234<", f"<ProposalID>{program}<")
    parts = text.split('MazUsage="0.5"/>')
    data = f"<ToolData><ToolData Name='x'>{''.join(values)}</ToolData></ToolData>"
    parts[observation] = data + parts[observation]
    return 'MazUsage="0.5"/>'.join(parts)


KEY = "Visit Planner:01234:001:001"


@pytest.mark.parametrize(
    ("content", "stale"),
    [
        (escape(RECORD), escape(STALE)),
        (escape(RECORD, {'"': "&quot;"}), escape(STALE, {'"': "&quot;"})),
        (escape(RECORD.replace('"', "'")), escape(STALE.replace('"', "'"))),
        (
            escape(RECORD.replace('"', "'"), {"'": "&apos;"}),
            escape(STALE.replace('"', "'"), {"'": "&apos;"}),
        ),
        (f"<![CDATA[{RECORD}]]>", f"<![CDATA[{STALE}]]>"),
        (
            escape(
                RECORD.replace('UpToDate="true" StS', "StS").replace(
                    '000">', '000" UpToDate="true">'
                )
            ),
            escape(
                RECORD.replace('UpToDate="true" StS', "StS").replace(
                    '000">', '000" UpToDate="false">'
                )
            ),
        ),
        (
            escape(RECORD.replace('="true" St', ' =\n"true" St')),
            escape(RECORD.replace('="true" St', ' =\n"false" St')),
        ),
    ],
)
def test_a_result_is_no_longer_up_to_date(content: str, stale: str) -> None:
    text = holding(value(KEY, content, escaped=False))
    opened = Opened(text)
    assert opened.after(stale={1}) == replaced(text, content, stale)
    (observation, _) = opened.document.proposal.observations
    done = opened.edited(stale={1}).document
    assert StoredWindows(opened.document.planner_texts)(observation)[0].up_to_date
    assert StoredWindows(done.planner_texts)(observation) == ()
    assert opened.after(stale={2, 99}) == text


@pytest.mark.parametrize(
    "kept",
    [
        value("Visit Planner:00000:001:001", RECORD),
        value("Visit Planner:05783:001:001", RECORD),
        value("Visit Planner:01234:002:001", RECORD),
        value("Visit Planner:01234:001:01", RECORD),
        value("Visit Planner:01234:0001:001", RECORD),
        value(" Visit Planner:01234:001:001", RECORD),
        value("Engine Version", RECORD),
        value(KEY, RECORD, tag="OtherValue"),
        value(KEY, STALE),
        value(KEY, RECORD.replace('"true" St', '"True" St')),
        value(KEY, RECORD.replace("Windows Up", "WindowsUp")),
        value(KEY, '<Diagnostic Text="JCL Error" UpToDate="true"/>'),
        value(KEY, ""),
        f"<!-- {value(KEY, RECORD)} -->".replace("--", "- -")
        .replace("<!- -", "<!--")
        .replace("- ->", "-->"),
        f"<![CDATA[{value(KEY, RECORD)}]]>",
        "<ToolValue/>",
        value(KEY, RECORD).replace("<ToolValue", '<ToolValue xmlns="u"'),
    ],
)
def test_other_results_stay(kept: str) -> None:
    text = holding(kept)
    assert Opened(text).after(stale={1}) == text


@pytest.mark.parametrize(
    ("program", "key", "marked"),
    [
        ("0", "00000", True),
        ("", "00000", True),
        ("0", "01234", False),
        ("123456", "123456", True),
        ("x1", "00000", False),
    ],
)
def test_the_key_includes_the_program_number(program: str, key: str, marked: bool) -> None:
    text = holding(value(f"Visit Planner:{key}:001:002", RECORD), program=program)
    assert (Opened(text).after(stale={1}) != text) == marked


def test_all_visits_of_an_observation_are_marked_and_no_others() -> None:
    one = [
        value(f"Visit Planner:01234:{o:03d}:{v:03d}", RECORD) for o in (1, 2) for v in (1, 2, 17)
    ]
    opened = Opened(holding(*one, observation=2))
    after = opened.after(stale={1, 2})
    values = etree.fromstring(after.encode()).iter("{*}ToolValue")
    assert [v.text == STALE for v in values] == [False] * 3 + [True] * 3


def test_a_correction_and_its_marks_are_made_together() -> None:
    opened = Opened(holding(value(KEY, RECORD)))
    part = opened.part("Observation")
    done = opened.edited(SetField(part, "Label", "x"), stale={1})
    assert len(done.splices) == 2
    assert opened.after(Remove(part), stale={1}) == opened.after(Remove(part))
    assert opened.after(SetField(part, "ToolData", ""), stale={1}).count("ToolValue") == 0


def test_a_tag_without_an_end_is_skipped() -> None:
    text = holding(value(KEY, "<StVisitSchedulingWindows " * 20_000))
    assert Opened(text).after(stale={1}) == text


def test_published_results() -> None:
    document = read_path(shared("corpus", "1193.aptx"))
    numbers = {observation.number for observation in document.proposal.observations}
    done = edited(document, (), stale=numbers)
    old, new = etree.fromstring(done.old_xml), etree.fromstring(done.xml)
    marked = []
    for one, two in zip(old.iter("{*}ToolValue"), new.iter("{*}ToolValue"), strict=True):
        if one.text != two.text:
            marked.append(one.get("Name"))
            assert one.text is not None
            assert two.text == one.text.replace(
                'Windows UpToDate="true"', 'Windows UpToDate="false"', 1
            )
    # reference/visit-planner.md counts 49 live entries among 419.
    assert len(marked) == len(done.splices) == 49
    assert all(name.startswith("Visit Planner:01193:") for name in marked)
