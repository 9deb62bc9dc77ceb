"""Wildcards in recorded replies, and what is kept of them when a reply is recorded anew."""
import pytest

from pnr.errors import NotSet
from pnr.terminal.matching import difference, filled, known, matches, merged


@pytest.mark.parametrize("expected, shown, same", [
    ("A", "A", True), ("A", "B", False), ("A", "A|B", False), ("A|B", "A", False), ("", "", True),
    ("...", "", True), ("...", "A|B|C", True), ("A|...", "A", True), ("...|A", "A", True), ("...|A", "B|A", True),
    ("A|...|B", "A|B", True), ("A|...|B", "A|1|2|B", True), ("A|...|B", "A|C", False), ("...|B", "B|B", True),
    ("...|B|...|D", "A|B|C|B|D", True), ("...|B|...|D", "A|D|B", False), ("A|...|...|B", "A|X|B", True),
    ("A {*} C", "A B C", True), ("A {*} C", "A  C", True), ("A {*} C", "A C", False), ("{*}", "", False),
    ("{*}-{*}", "A.B-C", True), ("A.{*}", "AXB", False), ("A|{*}", "A|", True),
])
def test_wildcards(expected, shown, same):
    lines = [text.split("|") if text else [] for text in (expected, shown)]
    assert matches(*lines) is same


@pytest.mark.parametrize("expected, shown, kept", [
    ("A {*}|B", "A 1|C", "A {*}|C"),
    ("A|...|Z", "A|1|2|Y", "A|...|Y"),
    ("A|...|Z", "B|1|2|Z", "B|...|Z"),
    ("...", "A|B", "..."),
    ("A|B|C", "A|X|C|D", "A|X|C|D"),
    ("...|A {*}|...", "B|C", "..."),
    ("A|B", "", ""),
    ("", "A|B", "A|B"),
])
def test_recording_anew_keeps_wildcards_that_fit(expected, shown, kept):
    lines = [text.split("|") if text else [] for text in (expected, shown, kept)]
    assert merged(*lines[:2]) == lines[2]
    assert matches(lines[2], lines[1])


def test_a_difference_shows_what_does_not_fit():
    found = difference("> RT", ["A {*}", "...", "B"], ["A 1", "X", "C"])
    assert found[:2] == ["--- > RT", "+++ shown"] and found[3:] == [" A {*}", " ...", "-B", "+C"]


def test_names():
    def lookup(name):
        if name != "locator":
            raise NotSet(name=name)
        return "ABC234"

    assert filled("RT{locator}", lookup) == "RTABC234"
    assert known("{locator} {*} {ticket}", lookup) == "ABC234 {*} {ticket}"
    with pytest.raises(NotSet):
        filled("TWD/{ticket}", lookup)
