"""The rules an agent asks for: of whatever was shown last, from every level a fare stands under."""
import pytest

from pnr.commands.notes import DisplayFareRules, DisplayRule, FareRules, RuledParts
from pnr.errors import NoPriceShown, NoRuleData, NoSuchLine
from pnr.terminal.host import Host


@pytest.fixture
def desk():
    with Host("sqlite://", now="2026-05-01T09:00Z") as host:
        yield host.desk(office="BJS1A0100")


def carry(desk, command):
    return desk.carry_out((command,))


def say(desk, *entries: str) -> None:
    for entry in entries:
        assert desk.answer(entry).error is None


def line_of(desk, fare_class: str) -> int:
    """Where a fare stands in the display."""
    for line in range(1, 99):
        if carry(desk, DisplayFareRules(line)).fare.fare_class == fare_class:
            return line
    raise AssertionError(fare_class)


def test_nothing_shown(desk):
    with pytest.raises(NoPriceShown):
        carry(desk, DisplayFareRules(1))
    with pytest.raises(NoPriceShown):
        carry(desk, DisplayFareRules(1, 1))


def test_a_footnote_and_the_rule_are_both_shown(desk):
    say(desk, "FQDBJSLON/ACA/CV")
    found = carry(desk, DisplayFareRules(line_of(desk, "VLEO1MCN"), categories=("14", "AP", "14", "MN")))
    assert [(each.code, bool(each.lines)) for each in found.paragraphs] == [("TR", True), ("AP", True), ("MN", False)]
    assert found.paragraphs[0].lines[0] == "  BY FOOTNOTE -"
    assert (found.fare.rule, found.fare.tariff, found.fares.lines[0].fare.fare_class) == ("LX01", "IPRCE", "VLEO1MCN")


def test_general_rules_are_shown_as_such(desk):
    say(desk, "FQDBJSLON/ACA/CE")
    found = carry(desk, DisplayFareRules(line_of(desk, "EHE1M"), categories=("CD",)))
    assert found.paragraphs[0].lines[0] == "  BY GENERAL RULE -" and found.fare.type == "XEX"


def test_what_was_shown_last_is_meant_and_outlives_an_ignored_booking(desk):
    say(desk, "FQDBJSLON/ACA/CE", "SSCA1505K10JUNPEKSHA1", "NM1LI/SI MS(INFLI/WU/01JAN26)", "IG")
    assert isinstance(carry(desk, DisplayFareRules(1)), FareRules)
    say(desk, "SSCA1505K10JUNPEKSHA1", "NM1LI/SI MS(INFLI/WU/01JAN26)", "FXX")
    shown = carry(desk, DisplayFareRules(2))
    assert isinstance(shown, RuledParts)
    assert [(part.passenger, part.numbers, part.fare_basis) for part in shown.parts] == [("INF", (1,), "YIN90")]
    assert carry(desk, DisplayFareRules(2, 1)).fare.rule == "D002"
    for line, part in ((3, None), (1, 2)):
        with pytest.raises(NoSuchLine):
            carry(desk, DisplayFareRules(line, part))
    say(desk, "FQDBJSLON/ACA/CE")
    assert carry(desk, DisplayFareRules(1)).fares and carry(desk, DisplayFareRules(1, 1)).part


def test_a_rule_by_number(desk):
    found = carry(desk, DisplayRule("CA", "LX01"))
    assert found.title == "PRC-EUROPE LEISURE RT" and not found.chosen
    assert [each.code for each in found.paragraphs] == ["RU", "AP", "SR", "PE", "VC", "VR"]
    for command in (DisplayRule("CA", "7F"), DisplayRule("BA", "LX01"), DisplayRule("CA", "LX01", ("ZZ",)),
                    DisplayRule("CA", "LX01", ("99",))):
        with pytest.raises(NoRuleData):
            carry(desk, command)
