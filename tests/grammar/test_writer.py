"""Entries written from commands: read again they mean the same, in their own dialect and in any other that has them."""
import pytest

from pnr.commands.availability import DisplayAvailability
from pnr.commands.sell import SellFlight, SellFromAvailability
from pnr.errors import CannotSay
from pnr.grammar.dialect import NAMES, load
from pnr.grammar.writer import unmannered, write
from pnr.values.dates import DayMonth

DIALECTS = [load(name) for name in NAMES]
EXAMPLES = [(name, entry) for name in NAMES for example in load(name).reader.examples
            for entry in load(name).entries(example.entry)]
TIDY = {
    "amadeus": ["AN10DECPEKSHA", "AN10DECPEKSHA/CY/B3", "SS1Y2", "SS2CM11", "SSLH445Y13MAYATLFRA1", "RTABC234",
                "NM1SMITH/JOHN MR", "NM2SMITH/JOHN MR/MARY MRS1BROWN/SAM MR", "XE5,7-11", "TKTL08DEC/1200", "ET",
                "TKOK", "NM1SMITH/MARY MRS(INF/LIAM/05JAN26)", "RMVEGETARIAN", "AP BJS 010 60000000-A"],
    "eterm": ["AV:PEKSHA/10DEC", "AVH/PEKSHA/10DEC", "SD1Y2", "SS:CA1501/Y/10DEC/PEKSHA/NN1", "RTJT2D4W", "NM1张三",
              "XE4", "@", "RMK PAX WILL CALL", "CT:13800138000", "SSR:FOID CA HK/NI999999198001010011/P1"],
}


@pytest.mark.parametrize("name, entry", EXAMPLES)
def test_every_example_is_written_again(name, entry):
    dialect = load(name)
    command = dialect.read(entry)
    assert dialect.read(write(command, dialect)) == command


@pytest.mark.parametrize("name, entry", EXAMPLES)
def test_what_another_dialect_can_say_it_says_alike(name, entry):
    command = load(name).read(entry)
    for other in DIALECTS:
        try:
            said = write(command, other)
        except CannotSay as error:
            assert error.facts["what"] and other.name != name
            continue
        assert other.entries(said) == [said]
        assert other.read(said) in (command, unmannered(command))


@pytest.mark.parametrize("name, entry", [(name, entry) for name, entries in TIDY.items() for entry in entries])
def test_the_tidy_way_is_taken(name, entry):
    assert write(load(name).read(entry), load(name)) == entry


def test_options_follow_the_order_of_the_examples():
    asked = DisplayAvailability("SHA", "PEK", DayMonth(10, 12), "0800", ("CA",), connections="D")
    assert write(asked, load("amadeus")) == "AN10DECPEKSHA0800/ACA/FD"
    assert write(asked, load("eterm")) == "AV:PEKSHA/10DEC/0800/CA/D"


def test_values_at_their_limits():
    leap = DayMonth(29, 2)
    for command in (SellFromAvailability(99, "ABCDEFGH", 9999), SellFlight("3U", 1, "Y", leap, "CTU", "PEK", 1)):
        for dialect in DIALECTS:
            assert dialect.read(write(command, dialect)) == command


@pytest.mark.parametrize("name, entry, other, what", [
    ("amadeus", "AN10DECPEKMAD/XFRA", "eterm", "display availability with via FRA"),
    ("amadeus", "RFJOHN", "eterm", "set received from"),
    ("amadeus", "TKTL08DEC", "eterm", "ticket by without time"),
    ("eterm", "AV:SHA", "amadeus", "display availability without origin"),
])
def test_what_is_left_unsaid_is_named(name, entry, other, what):
    with pytest.raises(CannotSay) as caught:
        write(load(name).read(entry), load(other))
    assert caught.value.facts["what"] == what


def test_text_that_would_be_cut_or_taken_for_something_else_is_not_written():
    remark = load("eterm").read("RMK ONE;TWO")
    with pytest.raises(CannotSay):
        write(remark, load("amadeus"))
    contact = load("eterm").read("CT:M 123")
    assert load("amadeus").read(write(contact, load("amadeus"))) == contact
