"""What the prompt offers after the beginning of an entry."""
import pytest

from pnr.grammar.dialect import load
from pnr.terminal.completion import suggestions


@pytest.mark.parametrize("typed, offered", [
    ("", {"AN", "SS", "RT", "ET"}), ("T", {"TK"}), ("TK", {"TKOK", "TKTL"}), ("tko", {"TKOK"}),
    ("AN10DECPEKSHA;S", {"SS"}), ("SS1", {"<booking_classes>"}), ("SS1Y", {"<line>"}), ("AN12JAN", {"<origin>"}),
    ("RT", {"<locator>"}), ("RT/", {"<surname>"}), ("AN10DECPEKSHA/", {"/C", "/B"}),
])
def test_words_and_fields(typed, offered):
    assert {item.shown for item in suggestions(load("amadeus"), typed)} >= offered


@pytest.mark.parametrize("typed", ["?", "TKOK", "AN31FEBPEKSHA/", "SS1Y2 AND MORE", "中"])
def test_nothing_fits(typed):
    assert [item for item in suggestions(load("amadeus"), typed) if item.text] == [] or typed.startswith("AN")


def test_a_literal_takes_the_place_of_its_beginning():
    (item,) = suggestions(load("amadeus"), "RMX;TKO")
    assert (item.text, item.typed) == ("TKOK", 3)


@pytest.mark.parametrize("name", ["amadeus", "eterm"])
def test_every_beginning_of_every_example_is_offered_something_or_nothing(name):
    dialect = load(name)
    for example in dialect.reader.examples:
        for length in range(len(example.entry)):
            suggestions(dialect, example.entry[:length])
