"""JUnit XML against the schema that Jenkins validates with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree

from aptcheck.report import render
from aptcheck.results import Report
from tests.report.hostile import reports
from tests.report.plain import every_kind, many
from tests.shared import shared


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared("data", "junit-10.xsd")))


@pytest.mark.parametrize(
    "report", [every_kind(), many(9), Report(proposals=())], ids=["every kind", "many", "none"]
)
def test_junit_is_valid(schema: etree.XMLSchema, report: Report) -> None:
    schema.assertValid(etree.fromstring(render("junit", report).encode()))


@given(reports())
@settings(deadline=None, max_examples=50)
def test_junit_of_hostile_text_is_valid(schema: etree.XMLSchema, report: Report) -> None:
    schema.assertValid(etree.fromstring(render("junit", report).encode()))


def test_the_schema_refuses_what_it_refused(schema: etree.XMLSchema) -> None:
    text = render("junit", every_kind()).replace("<testsuites ", '<testsuites skipped="1" ')
    assert not schema.validate(etree.fromstring(text.encode()))


#: The attributes that the schema allows, for a checkout without it.
ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}


@pytest.mark.parametrize("report", [every_kind(), many(9), Report(proposals=())])
def test_no_element_has_an_attribute_that_the_schema_lacks(report: Report) -> None:
    root = etree.fromstring(render("junit", report).encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        assert set(element.keys()) <= ALLOWED[element.tag]
