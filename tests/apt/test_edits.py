"""The effect of edits on a file, and on how it is written."""

from __future__ import annotations

import pytest
from lxml import etree

from aptcheck.edit import (
    AddCopy,
    AddElement,
    Edit,
    Element,
    Remove,
    Reorder,
    SetAttribute,
    SetField,
)
from aptcheck.errors import AptcheckError, UnwritableEdit
from tests.apt.proposals_to_edit import PAIR, Opened, replaced

HOSTILE = ('"', "<", "&", "]]>", "🔭", "a\nb\tc\rd", "'", "&lt;", "<!--", " x ", "é\u2028")


@pytest.fixture
def opened() -> Opened:
    return Opened(PAIR)


def refusal(opened: Opened, *edits: Edit) -> str:
    with pytest.raises(UnwritableEdit) as caught:
        opened.edited(*edits)
    assert isinstance(caught.value, AptcheckError)
    assert str(caught.value) == caught.value.reason
    assert caught.value.reason.endswith(".")
    return caught.value.reason


# --- fields


@pytest.mark.parametrize("empty", ["<mmrs:Dithers/>", "<mmrs:Dithers></mmrs:Dithers>", ""])
def test_an_empty_list_is_filled_and_a_missing_one_added(empty: str) -> None:
    begin, end = PAIR.index("<mmrs:Dithers>"), PAIR.index("</mmrs:Dithers>") + 15
    indent = " " * 24
    text = PAIR[:begin] + (empty or "<!-- none -->") + PAIR[end:]
    fields = (Element("DitherType", "4-Point"), Element("OptimizedFor", "EXTENDED SOURCE"))
    new = Element("MrsDitherSpecification", children=(*fields, Element("Direction", "NEGATIVE")))
    opened = Opened(text)
    after = opened.after(AddElement(opened.part("MiriMRS"), new, "Dithers"))
    if empty:
        assert after == PAIR
    else:
        assert after.replace(f"\n{indent}{PAIR[begin:end]}", "", 1) == text


def test_a_list_with_content_is_not_filled(opened: Opened) -> None:
    new = Element("MrsDitherSpecification")
    reason = refusal(opened, AddElement(opened.part("MiriMRS"), new, "Dithers"))
    assert "Dithers" in reason


def test_a_field_gets_a_new_text(opened: Opened) -> None:
    after = opened.after(SetField(opened.part("Observation"), "Label", "a < b & c > d"))
    assert after == replaced(
        PAIR, "<Label>NGC-1 science</Label>", "<Label>a &lt; b &amp; c &gt; d</Label>"
    )


def test_the_first_of_several_fields_is_meant() -> None:
    twice = replaced(
        PAIR,
        "            <BackgroundTargets>2 NGC-1-SKY</BackgroundTargets>\n",
        "            <BackgroundTargets>2 NGC-1-SKY</BackgroundTargets>\n" * 2,
    )
    opened = Opened(twice)
    after = opened.after(SetField(opened.part("Target"), "BackgroundTargets", "3 X"))
    assert after == twice.replace(">2 NGC-1-SKY</Back", ">3 X</Back", 1)


@pytest.mark.parametrize("empty", ["<X/>", "<X />", '<X a="1"\n/>', '<X a=">"/>', "<X></X>"])
def test_an_empty_field_is_filled(empty: str) -> None:
    text = replaced(PAIR, "<Label>NGC-1 science</Label>", empty.replace("X", "Label"))
    opened = Opened(text)
    part = opened.part("Observation")
    filled = empty.rstrip("/> \n").removesuffix("></X") + ">v</X>"
    after = opened.after(SetField(part, "Label", "v"))
    assert after == replaced(text, empty.replace("X", "Label"), filled.replace("X", "Label"))
    assert opened.after(SetField(part, "Label", "")) == text


def test_old_content_of_a_field_goes_with_its_comments() -> None:
    text = replaced(PAIR, ">NGC-1 science<", "><!-- a --><![CDATA[</Label>]]>b<?p?><")
    opened = Opened(text)
    after = opened.after(SetField(opened.part("Observation"), "Label", "new"))
    assert after == PAIR.replace(">NGC-1 science<", ">new<", 1)


def test_a_new_field_is_in_its_place_whatever_the_order_of_edits(opened: Opened) -> None:
    part = opened.part("Target")
    edits = [
        SetField(part, n, n[:1]) for n in ("Epoch", "Comments", "TargetArchiveName", "Keywords")
    ]
    fifth = SetField(part, "AnnualParallax", "0.1")
    after = opened.after(*edits, fifth)
    assert opened.after(fifth, *reversed(edits)) == after
    expected = PAIR
    for before, new in (
        ("<TargetName>NGC-1</TargetName>", "<TargetArchiveName>T</TargetArchiveName>"),
        ("<TargetID>NGC-1</TargetID>", "<Comments>C</Comments>"),
        ("<DecProperMotionUnits></DecProperMotionUnits>", "<Epoch>E</Epoch>"),
        ("<Epoch>E</Epoch>", "<AnnualParallax>0.1</AnnualParallax>"),
        ("<Category>Galaxy</Category>", "<Keywords>K</Keywords>"),
    ):
        expected = expected.replace(before, f"{before}\n            {new}", 1)
    assert after == expected


def test_a_new_first_field_is_before_the_others() -> None:
    text = PAIR.replace(
        "                                <mmrs:DitherType>4-Point</mmrs:DitherType>\n", ""
    )
    opened = Opened(text)
    after = opened.after(SetField(opened.part("MrsDitherSpecification"), "DitherType", "4-Point"))
    whole = PAIR.index("<mmrs:DitherType>")
    assert after[: whole + 20] == PAIR[: whole + 20]


def test_a_field_that_no_order_knows_is_last(opened: Opened) -> None:
    after = opened.after(SetField(opened.part("ProposalInformation"), "New", "x"))
    last = "        </PrincipalInvestigator>\n"
    assert after == replaced(PAIR, last, f"{last}        <New>x</New>\n")


def test_a_new_field_has_the_prefix_of_its_part(opened: Opened) -> None:
    after = opened.after(SetField(opened.part("MiriMRS"), "AcqFilter", "F560W"))
    target = "<mmrs:AcqTargetID>NONE</mmrs:AcqTargetID>"
    line = "\n                        <mmrs:AcqFilter>F560W</mmrs:AcqFilter>"
    assert after == PAIR.replace(target, target + line, 1)


def test_a_field_of_another_namespace_is_another_field() -> None:
    text = PAIR.replace("<Label>NGC", "<md:Label>x</md:Label><Label>NGC")
    opened = Opened(text)
    after = opened.after(SetField(opened.part("Observation"), "Label", "v"))
    assert after == replaced(text, ">NGC-1 science<", ">v<")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_kept_as_values(opened: Opened, value: str) -> None:
    observation, group = opened.part("Observation"), opened.part("GroupWithinLink")
    after = opened.after(
        SetField(observation, "Label", value),
        SetField(observation, "Comments", value),
        SetAttribute(group, "Sequence", value),
        SetAttribute(observation, "New", value),
    )
    elements = list(etree.fromstring(after.encode()).iter(etree.Element))
    (changed,) = (e for e in elements if e.get("New") is not None)
    assert changed.get("New") == value
    assert changed.findtext("{*}Label") == value
    assert changed.findtext("{*}Comments") == value
    assert [e.get("Sequence") for e in elements if e.get("Sequence") is not None] == [value]


@pytest.mark.parametrize("value", ["\0", "\x0b", "\ud800", "\ufffe"])
def test_characters_not_allowed_in_xml_are_refused(opened: Opened, value: str) -> None:
    for edit in (SetField(opened.part("Target"), "Epoch", value), SetAttribute(0, "UUID", value)):
        assert "a character that no APT file can hold" in refusal(opened, edit)


@pytest.mark.parametrize("name", ["", "a b", "a:b", "<", "é", "1"])
def test_an_invalid_name_is_refused(opened: Opened, name: str) -> None:
    for edit in (SetField(0, name, "x"), SetAttribute(0, name, "x")):
        assert "no field called" in refusal(opened, edit)


# --- attributes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Value="10 00 27.9120 +02 12 3.60"', 'Value="1\'&quot;&lt;"'),
        ("Value = '10'", "Value = '1&apos;\"&lt;'"),
        ("\n  Value\n=\n'' ", "\n  Value\n=\n'1&apos;\"&lt;' "),
        ('OldValue="Value=1"\tValue=">"', 'OldValue="Value=1"\tValue="1\'&quot;&lt;"'),
        ('OldValue="1"', 'OldValue="1" Value="1\'&quot;&lt;"'),
        ("xmlns:p='u' p:Value=''", "Value=\"1'&quot;&lt;\" xmlns:p='u' p:Value=''"),
    ],
)
def test_an_attribute_keeps_its_quotes_and_its_place(old: str, new: str) -> None:
    given = 'Value="10 00 27.9120 +02 12 3.60"'
    text = replaced(PAIR, given, old)
    opened = Opened(text)
    edit = SetAttribute(opened.part("Target"), "Value", "1'\"<", field="EquatorialCoordinates")
    after = opened.after(edit)
    if "xmlns" in old:
        # No order says where it goes among names that APT does not write here.
        assert etree.fromstring(after.encode()).find(".//{*}EquatorialCoordinates").get("Value")
    else:
        assert after == replaced(PAIR, given, new)


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("", ' Number="1" Sequence="2" NonInterruptible="3"'),
        (' NonInterruptible="x"', ' Number="1" Sequence="2" NonInterruptible="3"'),
        (" Sequence='x' ", ' Number="1" Sequence=\'2\' NonInterruptible="3" '),
        (' Other="x"', ' Other="x" Number="1" Sequence="2" NonInterruptible="3"'),
    ],
)
def test_new_attributes_are_in_order(present: str, expected: str) -> None:
    given = ' Number="1" Sequence="true" NonInterruptible="true"'
    opened = Opened(replaced(PAIR, given, present))
    part = opened.part("GroupWithinLink")
    values = (("NonInterruptible", "3"), ("Number", "1"), ("Sequence", "2"))
    edits = [SetAttribute(part, name, value) for name, value in values]
    assert opened.after(*edits) == replaced(PAIR, given, expected)
    assert opened.after(*reversed(edits)) == replaced(PAIR, given, expected)


def test_an_empty_element_gets_an_attribute_and_a_text_at_once(opened: Opened) -> None:
    part = opened.part("Observation")
    after = opened.after(
        SetField(part, "Ephemeris", "x"), SetAttribute(part, "A", "1", field="Ephemeris")
    )
    old = '<Ephemeris MossStepSize="" EphemerisCenter="JWST"/>'
    new = '<Ephemeris MossStepSize="" EphemerisCenter="JWST" A="1">x</Ephemeris>'
    assert after == PAIR.replace(old, new, 1)


def test_an_attribute_of_a_missing_field_is_refused(opened: Opened) -> None:
    edit = SetAttribute(opened.part("Observation"), "Value", "1", field="EquatorialCoordinates")
    assert "the EquatorialCoordinates of one Observation" in refusal(opened, edit)


# --- new elements

RANGE = Element("OrientRange", attributes=(("OrientMin", "1 Degrees"), ("OrientMax", "2 Degrees")))
LINK = Element(
    "GroupWithinLink",
    attributes=(("Sequence", "true"),),
    children=(
        Element("Observation", "a & b (Obs 1)"),
        Element("Observation", "c"),
        Element("Time"),
    ),
)


@pytest.mark.parametrize(
    "empty",
    ["<S/>", "<S></S>", "<S />", "<S>\n                </S>", "<S> </S>", '<S a=">"/>'],
)
def test_an_empty_element_is_opened(empty: str) -> None:
    text = PAIR.replace("<SpecialRequirements/>", empty.replace("S", "SpecialRequirements"), 1)
    opened = Opened(text)
    part = opened.part("SpecialRequirements")
    edits = [AddElement(part, Element("NoParallel")), AddElement(part, RANGE)]
    line = "\n" + 16 * " "
    body = (
        f'{line}    <OrientRange OrientMin="1 Degrees" OrientMax="2 Degrees"/>'
        f"{line}    <NoParallel></NoParallel>{line}</SpecialRequirements>"
    )
    start = '<SpecialRequirements a=">">' if "a=" in empty else "<SpecialRequirements>"
    for given in (edits, edits[::-1]):
        assert opened.after(*given) == PAIR.replace("<SpecialRequirements/>", start + body, 1)


def test_a_new_link_has_a_number_and_one_member_per_line(opened: Opened) -> None:
    part = opened.part("LinkingRequirements")
    other = Element("GroupWithinLink", children=(Element("Time", "1 Days"),))
    after = opened.after(AddElement(part, LINK), AddElement(part, other))
    end = "        </GroupWithinLink>\n"
    new = """\
        <GroupWithinLink Number="2" Sequence="true">
            <Observation>a &amp; b (Obs 1)</Observation>
            <Observation>c</Observation>
            <Time></Time>
        </GroupWithinLink>
        <GroupWithinLink Number="3">
            <Time>1 Days</Time>
        </GroupWithinLink>
"""
    assert after == replaced(PAIR, end, end + new)


@pytest.mark.parametrize(
    ("schema", "links", "number"),
    [
        ("71", "", "1"),
        ("72", "", "1"),
        ("65", "", None),
        ("x", "", None),
        ("71", "<GroupWithinLink/>", None),
        ("47", '<GroupWithinLink Number="7"/>', "8"),
        ("65", '<AfterObservationLink Number="41"/><GroupWithinLink/>', "42"),
        ("71", '<GroupWithinLink Number="x"/>', "1"),
        ("71", '<GroupWithinLink Number="&#57;"/><SameOrientLink Number="2"/>', "10"),
    ],
)
def test_a_new_link_has_a_number_where_links_have_one(
    schema: str, links: str, number: str | None
) -> None:
    begin = PAIR.index("    <LinkingRequirements>")
    text = PAIR[:begin].replace('schemaVersion="71"', f'schemaVersion="{schema}"')
    opened = Opened(
        f"{text}    <LinkingRequirements>{links}</LinkingRequirements>\n</JwstProposal>"
    )
    after = opened.after(AddElement(opened.part("LinkingRequirements"), LINK))
    groups = etree.fromstring(after.encode()).findall(".//{*}GroupWithinLink[@Sequence]")
    assert [group.get("Number") for group in groups] == [number]
    if number is not None:
        assert groups[0].keys()[0] == "Number"


def test_links_are_in_the_order_of_their_kinds() -> None:
    text = PAIR.replace("<GroupWithinLink", "<OrientFromLink").replace("</Group", "</OrientFrom")
    text = text.replace("OrientFromWithinLink", "OrientFromLink")
    opened = Opened(text)
    part = opened.part("LinkingRequirements")
    after = opened.after(
        AddElement(part, Element("SameOrientLink", children=(Element("Mode", "V3"),))),
        AddElement(part, Element("AfterObservationLink", attributes=(("AfterObs", "x"),))),
        AddElement(part, Element("GroupWithinLink")),
        AddElement(part, Element("OrientFromLink", attributes=(("Mode", "V3"),))),
    )
    links = etree.fromstring(after.encode()).find("{*}LinkingRequirements")
    assert [etree.QName(link).localname for link in links] == [
        "GroupWithinLink",
        "AfterObservationLink",
        "OrientFromLink",
        "OrientFromLink",
        "SameOrientLink",
    ]


def test_background_targets_come_directly_after_the_checkbox(opened: Opened) -> None:
    part = opened.part("Target", 1)
    after = opened.after(
        SetField(part, "BackgroundTargetReq", "true"),
        AddElement(part, Element("BackgroundTargets", "1 A")),
        AddElement(part, Element("BackgroundTargets", "2 B")),
    )
    line = "\n            "
    assert after == replaced(
        PAIR,
        "<BackgroundTargetReq>false</BackgroundTargetReq>",
        f"<BackgroundTargetReq>true</BackgroundTargetReq>{line}<BackgroundTargets>1 A</BackgroundTargets>"
        f"{line}<BackgroundTargets>2 B</BackgroundTargets>",
    )


# --- copies, removals, orders


def test_copies_are_verbatim_except_for_their_fields(opened: Opened) -> None:
    sky, science = opened.part("Target", 1), opened.part("Target")
    after = opened.after(
        AddCopy(sky, science, (("Number", "3"), ("Keywords", None), ("Comments", "<x>")), "1 2 3"),
        AddCopy(sky, science, (("Number", "4"),)),
    )
    begin = PAIR.rindex("<Target ")
    element = PAIR[begin : PAIR.index("    </Targets>")].rstrip()
    first = replaced(element, "<Number>2<", "<Number>3<")
    first = replaced(first, "            <Keywords>Telescope/sky background</Keywords>\n", "")
    first = replaced(first, "10 00 27.9120 +02 13 33.60", "1 2 3")
    named = "<TargetID>NGC-1-SKY</TargetID>"
    first = replaced(first, named, f"{named}\n            <Comments>&lt;x&gt;</Comments>")
    second = replaced(element, "<Number>2<", "<Number>4<")
    new = f"{first}\n        {second}\n        "
    assert after == PAIR[:begin] + new + PAIR[begin:]


def test_a_copy_without_coordinates_gets_none(opened: Opened) -> None:
    part = opened.part("Observation")
    assert "EquatorialCoordinates" in refusal(opened, AddCopy(part, part, (), "1 2 3"))


def test_a_part_is_removed_with_its_line(opened: Opened) -> None:
    begin, end = PAIR.index("    <LinkingRequirements>"), PAIR.index("</JwstProposal>")
    assert opened.after(Remove(opened.part("LinkingRequirements"))) == PAIR[:begin] + PAIR[end:]


def test_all_fields_with_a_name_are_removed(opened: Opened) -> None:
    after = opened.after(Remove(opened.part("GroupWithinLink"), "Observation"))
    begin = PAIR.index("            <Observation>NGC")
    assert after == PAIR[:begin] + PAIR[PAIR.index("            <Time>") :]
    assert opened.after(Remove(opened.part("GroupWithinLink"), "Nothing")) == PAIR


def test_a_part_is_replaced_by_its_copy(opened: Opened) -> None:
    sky = opened.part("Target", 1)
    after = opened.after(Remove(sky), AddCopy(sky, sky, (("Number", "9"),)))
    assert after == replaced(
        PAIR, "<Number>2</Number>\n            <Target", "<Number>9</Number>\n            <Target"
    )


def test_contents_are_reordered(opened: Opened) -> None:
    part = opened.part("GroupWithinLink")
    after = opened.after(Reorder(part, (2, 1)))
    one, two = "<Observation>NGC-1 science (Obs 1)<", "<Observation>NGC-1 background (Obs 2)<"
    assert after == replaced(PAIR, one, "\0").replace(two, one).replace("\0", two)
    assert opened.after(Reorder(part, (1, 2))) == PAIR


def test_content_goes_by_place_not_by_spelling() -> None:
    text = replaced(
        PAIR,
        "<Observation>NGC-1 science (Obs 1)</Observation>",
        "<Observation a='1'> &#65;&lt; (Obs 1)</Observation>",
    )
    opened = Opened(text)
    after = opened.after(Reorder(opened.part("GroupWithinLink"), (2, 1)))
    members = (
        etree.fromstring(after.encode()).find(".//{*}GroupWithinLink").findall("{*}Observation")
    )
    assert [m.text for m in members] == ["NGC-1 background (Obs 2)", " A< (Obs 1)"]
    assert members[0].get("a") == "1"


@pytest.mark.parametrize("members", [(1,), (1, 1), (2, 3), (1, 2, 3), ()])
def test_an_order_of_other_observations_is_refused(
    opened: Opened, members: tuple[int, ...]
) -> None:
    assert "check it again" in refusal(opened, Reorder(opened.part("GroupWithinLink"), members))


def test_an_element_written_in_another_way_is_not_copied() -> None:
    own = PAIR.replace("<mmrs:", "<q:").replace("</mmrs:", "</q:")
    own = own.replace(
        "<q:MiriMRS>", '<q:MiriMRS xmlns:q="http://www.stsci.edu/JWST/APT/Template/MiriMRS">'
    )
    start = own.index("<q:", own.index("<Number>2</Number>", own.index("<DataRequests>")))
    mixed = own[:start] + own[start:].replace("<q:", "<mmrs:").replace("</q:", "</mmrs:")
    opened = Opened(mixed)
    science, sky = opened.part("Exposure", 0), opened.part("Exposure", 5)
    assert "two different ways" in refusal(opened, AddCopy(science, sky))
    assert opened.after(AddCopy(sky, sky)).count("<mmrs:Exposure>") == 4


# --- several edits


def test_the_same_edit_given_twice_counts_once(opened: Opened) -> None:
    part = opened.part("Observation")
    edits: list[Edit] = [
        SetField(part, "Label", "x"),
        SetField(part, "Comments", "y"),
        Remove(part, "TargetID"),
        AddElement(opened.part("SpecialRequirements"), RANGE),
    ]
    assert opened.after(*edits, *edits) == opened.after(*edits)
    assert opened.after() == PAIR
    assert opened.edited(*edits).document.data == opened.edited(*edits).data


def test_conflicting_edits_are_refused(opened: Opened) -> None:
    observation, group = opened.part("Observation"), opened.part("GroupWithinLink")
    requirements = opened.part("SpecialRequirements")
    dithers = opened.part("Dithers")
    for edits in (
        (SetField(observation, "Label", "x"), SetField(observation, "Label", "y")),
        (SetField(observation, "Label", "x"), SetField(observation, "Label", "NGC-1 science")),
        (SetField(observation, "Comments", "x"), SetField(observation, "Comments", "y")),
        (SetField(observation, "Label", "x"), Remove(observation, "Label")),
        (SetField(observation, "Label", "x"), Remove(observation)),
        (SetField(observation, "SpecialRequirements", "x"), AddElement(requirements, RANGE)),
        (SetField(opened.part("MiriMRS"), "Dithers", "x"), AddElement(dithers, RANGE)),
        (SetAttribute(group, "Number", "1"), SetAttribute(group, "Number", "2")),
        (SetAttribute(group, "New", "1"), SetAttribute(group, "New", "2")),
        (SetAttribute(group, "Number", "2"), Remove(group)),
        (Reorder(group, (2, 1)), Remove(group, "Observation")),
        (AddElement(group, Element("Time")), Remove(group)),
        (SetField(observation, "Comments", "x"), AddElement(observation, Element("Comments", "x"))),
        (AddElement(observation, Element("Comments", "x")), SetField(observation, "Comments", "x")),
    ):
        for given in (edits, edits[::-1]):
            assert "apply one of them" in refusal(opened, *given)


def test_an_error_names_the_line(opened: Opened) -> None:
    part = opened.part("Observation")
    line = PAIR[: PAIR.index("<Label>NGC")].count("\n") + 1
    said = refusal(opened, SetField(part, "Label", "x"), SetField(part, "Label", "y"))
    assert f"line {line} of" in said


@pytest.mark.parametrize("part", [-1, 10**6])
def test_a_missing_part_is_refused(opened: Opened, part: int) -> None:
    for edit in (
        SetField(part, "a", ""),
        Remove(part),
        AddCopy(0, part),
        AddCopy(part, 0),
        AddElement(part, RANGE),
    ):
        assert "is missing" in refusal(opened, edit)


@pytest.mark.parametrize("edit", [Remove(0), AddCopy(0, 0)])
def test_a_result_that_is_not_a_proposal_is_refused(opened: Opened, edit: Edit) -> None:
    assert "could not be read back" in refusal(opened, edit)


def test_a_result_beyond_the_limits_is_refused(opened: Opened) -> None:
    huge = SetField(opened.part("Observation"), "Label", "<" * (17 * 2**20))
    assert "could not be read back" in refusal(opened, huge)


# --- how a file is written


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r", b"\n\n"])
@pytest.mark.parametrize("indent", [b"    ", b"  ", b"\t", b""])
def test_newlines_and_indentation_follow_the_file(
    bom: bytes, newline: bytes, indent: bytes
) -> None:
    def styled(text: str) -> bytes:
        return bom + text.encode().replace(b"    ", indent).replace(b"\n", newline)

    plain, other = Opened(PAIR), Opened(styled(PAIR))
    edits = every_kind(plain)
    assert every_kind(other) == edits
    expected = plain.after(*edits)
    got = other.edited(*edits).xml
    if newline == b"\n\n":
        # Inside new content, one newline is enough.
        assert got.replace(b"\n\n", b"\n") == styled(expected).replace(b"\n\n", b"\n")
    else:
        assert got == styled(expected)


def every_kind(opened: Opened) -> list[Edit]:
    target, observation = opened.part("Target"), opened.part("Observation")
    return [
        SetField(target, "Comments", "é"),
        SetField(observation, "Label", "x"),
        AddElement(opened.part("SpecialRequirements"), RANGE),
        AddElement(opened.part("LinkingRequirements"), LINK),
        AddCopy(target, target, (("BackgroundTargets", None), ("Epoch", "2000")), "1 2 3"),
        Remove(opened.part("Target", 1), "Keywords"),
        SetField(opened.part("MiriMRS", 1), "AcqFilter", "F560W"),
    ]


def test_a_file_on_one_line_stays_on_one_line() -> None:
    one = "".join(line.strip() for line in PAIR.splitlines())
    plain, other = Opened(PAIR), Opened(one)
    edits = every_kind(plain)
    expected = "".join(line.strip() for line in plain.after(*edits).splitlines())
    assert other.after(*edits) == expected


def test_comments_between_fields_stay() -> None:
    text = PAIR.replace(
        "<TargetID>NGC-1</TargetID>", "<!-- <Comments/> --><?a b?><TargetID>NGC-1</TargetID>"
    )
    opened = Opened(text)
    after = opened.after(
        SetField(opened.part("Target"), "Comments", "x"), Remove(opened.part("Target", 1))
    )
    assert "<!-- <Comments/> --><?a b?><TargetID>NGC-1</TargetID><Comments>x</Comments>" in after


def test_comments_alone_in_an_element_stay_before_new_children() -> None:
    text = PAIR.replace(
        "<SpecialRequirements/>", "<SpecialRequirements><!-- none --></SpecialRequirements>", 1
    )
    opened = Opened(text)
    after = opened.after(AddElement(opened.part("SpecialRequirements"), Element("NoParallel")))
    line = "\n" + " " * 16
    assert f"<!-- none -->{line}    <NoParallel></NoParallel>{line}</Spec" in after


def test_start_tags_on_several_lines_stay() -> None:
    given = ' Number="1" Sequence="true" NonInterruptible="true"'
    several = "\n  Number = '1'\n  Sequence=\"true\"\n  "
    opened = Opened(replaced(PAIR, given, several))
    after = opened.after(
        SetAttribute(opened.part("GroupWithinLink"), "NonInterruptible", "true"),
        SetAttribute(opened.part("GroupWithinLink"), "Number", "9"),
    )
    new = '\n  Number = \'9\'\n  Sequence="true" NonInterruptible="true"\n  '
    assert after == replaced(PAIR, given, new)


def test_an_unusual_prefix_is_kept() -> None:
    text = PAIR.replace("<mmrs:", "<q:").replace("</mmrs:", "</q:").replace("xmlns:mmrs", "xmlns:q")
    opened = Opened(text)
    after = opened.after(SetField(opened.part("MiriMRS"), "AcqFilter", "FND"))
    assert "<q:AcqFilter>FND</q:AcqFilter>" in after
    default = text.replace(
        "<q:MiriMRS>", '<MiriMRS xmlns="http://www.stsci.edu/JWST/APT/Template/MiriMRS">'
    )
    default = default.replace("</q:MiriMRS>", "</MiriMRS>")
    opened = Opened(default)
    after = opened.after(
        SetField(opened.part("MiriMRS"), "AcqFilter", "FND"),
        SetField(opened.part("MiriMRS"), "Detector", "ALL"),
    )
    assert "<AcqFilter>FND</AcqFilter>" in after
    assert after.count("<q:Detector>ALL<") == 1


def test_the_old_file_is_not_touched(opened: Opened) -> None:
    done = opened.edited(SetField(opened.part("Observation"), "Label", "x"))
    assert done.old_xml == opened.xml == PAIR.encode()
    assert done.data == done.xml
    assert done.document.proposal.observations[0].label == "x"
    (splice,) = done.splices
    assert done.old_xml[splice.start : splice.end] == b"NGC-1 science"
