"""Every entry of every dialect, in every state of the work: once, again at once, beyond its bounds, then ignored.

Whatever it does, it is answered, never with a fault of ours; a refusal leaves the work as it was; and after each the
books of the whole host are in order.
"""
import re

import pytest
from conftest import NOW

import pnr
from pnr.errors import UnableToProcess
from pnr.grammar.dialect import NAMES, load

RETRIEVE = "RT{locator}"
START = {
    "amadeus": ("AN10DECPEKSHA/ACA", "SS2Y1", "SSCA1502Y15DECSHAPEK2",
                "NM1SMITH/JOHN MR1SMITH/MARY MRS(INF/LIAM/05JAN26)", "APM13800138000", "APE-A@B.EXAMPLE",
                "TKOK", "SRVGML/P1", "OSCA VIP", "RMHELLO", "FPCASH"),
    "eterm": ("AVPEKSHA/10DEC/CA", "SD1Y2", "SS:CA1502/Y/15DEC/SHAPEK/2", "NM1测试甲1测试乙", "CT:13800138000",
              "RMK HELLO", "SSR FOID CA HK/NI999999198001010011/P1", "SSR FOID CA HK/NI999999198505050025/P2",
              "TKTL/1200/09DEC/BJS100"),
}
TICKET = {
    "amadeus": ("RFTEST;ER", "ER", "FXP", "RFTEST;ER", "ER", "TTP", RETRIEVE),
    "eterm": ("@", RETRIEVE, "PAT:A", "SFC:01", "XE7", "3RR", "4RR", "ETDZ:1", RETRIEVE),
}
IGNORE = {"amadeus": "IG", "eterm": "I"}
STATES = ("nothing", "working", "ticketed")
FAMILIES = [(name, family) for name in NAMES for family in sorted({each.family for each in load(name).reader.examples})]


class Place:
    """A desk of its own host, brought back to the same state before each entry."""

    def __init__(self, dialect, state):
        self.dialect, self.state = dialect, state
        self.begin()

    def begin(self):
        self.host = pnr.open("sqlite://", now=NOW)
        self.desk = self.host.desk(self.dialect)
        self.locator = ""
        parts = (), START[self.dialect], TICKET[self.dialect]
        for entry in (entry for part in parts[:STATES.index(self.state) + 1] for entry in part):
            answer = self.desk.answer(entry.format(locator=self.locator))
            assert answer.ok, f"{entry}: {answer.screen}"
            self.locator = (self.desk.held.reply or {}).get("locator") or self.locator
        self.start = self.desk.held.area

    def again(self):
        """Ignored and retrieved; on another host where that does not bring back what was there."""
        tried(self.desk, IGNORE[self.dialect])
        if self.locator:
            self.desk.answer(f"RT{self.locator}")
        if self.desk.held.area.working != self.start.working:
            self.close()
            self.begin()

    def close(self):
        assert self.host.check() == []
        self.host.close()


def beyond(entry):
    """The same with its numbers at and beyond their bounds."""
    return [re.sub(r"\d+", with_, entry) for with_ in ("0", "99")]


def tried(desk, entry):
    before = desk.held.area
    answer = desk.answer(entry)
    assert not isinstance(answer.error, UnableToProcess), f"{entry}: {answer.screen}"
    assert answer.screen is not None
    if answer.error is not None and ";" not in entry:
        assert desk.held.area == before, f"{entry}: refused with {answer.error.code}, and changed something"
    return answer


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("dialect, family", FAMILIES, ids=lambda each: each)
def test_entries(dialect, family, state):
    place = Place(dialect, state)
    for example in examples(dialect, family):
        for entry in (example.entry, example.entry, *beyond(example.entry)):
            tried(place.desk, entry)
        place.again()
    place.close()


def examples(dialect, family):
    """All of a family, every ninth where each entry searches the whole day's flights."""
    found = [each for each in load(dialect).reader.examples if each.family == family]
    return found[::9] if family == "shopping" else found
