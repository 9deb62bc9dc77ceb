"""What may follow the beginning of an entry, and where and why one cannot be read."""
from itertools import product

import pytest

from pnr.errors import EntryError, InvalidDate, UnknownEntry
from pnr.grammar.dialect import NAMES, load

DIALECTS = [load(name) for name in NAMES]
BEGUN = {
    "amadeus": {
        "SS1": {"booking_classes"}, "SS1Y": {"line"}, "AN12JAN": {"origin"}, "AN12JANPEK": {"destination", ","},
        "AN12": {"date"}, "AN": {"date", "origin", "/"}, "RT/": {"surname", "date", "line", "office"},
        "RT": {"locator", "line", "part", "carrier", "end",
               *"A AM C E F G H I J K N NR O OS P R S T TN TN/H W X Z".split()},
        "RT/SMITH": {"/", "*A", "end"}, "TK": {"TKOK", "TKTL", "TKXL", "TKDO", "TKIN", "TKMA"},
        "TKTL": {"date"}, "TKTL08DEC": {"/", "end"},
        "NM1": {"surname"}, "ET": {"K", "end"}, "XE": {"span"}, "XE4": {",", "end"},
        "AN10DECPEKSHA": {"/A", "/A*", "/A-", "/B", "/C", "/F", "/K", "/P", "/X", "/X-", "*", ",", "time", "end"},
    },
    "eterm": {
        "SD1": {"booking_classes"}, "AVH/": {"origin", "destination", "carrier"}, "SSR:FOID ": {"carrier"},
        "SD1Y": {"NN", "LL", "seats"}, "NM1张三": {"/", "CHD", "seats", "end"}, "TK:TL/1200/": {"date"},
    },
}
REFUSED = [
    ("amadeus", "SS1", 3, ["booking_classes"]), ("amadeus", "AN12JAN", 7, ["origin"]),
    ("amadeus", "AN12JANPE", 7, ["origin"]), ("amadeus", "ETZ", 2, ["K", "end"]), ("amadeus", "ERROR", 2, ["K", "end"]),
    ("amadeus", "XE4,,5", 4, ["span"]), ("amadeus", "XX1", 1, ["XE", "XI"]),
    ("amadeus", "SSY1", 2, ["carrier", "seats"]), ("eterm", "SD1", 3, ["booking_classes"]),
    ("eterm", "CD PE", 3, ["code"]),
]
every_dialect = pytest.mark.parametrize("dialect", DIALECTS, ids=NAMES)


@pytest.mark.parametrize("name, begun", [(name, begun) for name, table in BEGUN.items() for begun in table])
def test_words_that_may_follow(name, begun):
    assert set(load(name).reader.expected(begun)) == BEGUN[name][begun]


@every_dialect
def test_no_terminal_shows_under_a_name_of_its_own(dialect):
    for example in dialect.reader.examples:
        for length in range(len(example.entry) + 1):
            words = dialect.reader.expected(example.entry[:length])
            assert not [word for word in words if "__" in word or word == "$END"], example.entry[:length]


@every_dialect
def test_the_rules_allow_what_the_parser_allows(dialect):
    for family in dialect.reader.families.values():
        for example in family.examples:
            parser, passed = family.lark.parse_interactive(example.entry), []
            for token in parser.iter_parse():
                walked = {place.symbol.name if place else "$END" for place in family.walk.next(passed)}
                assert token.type in walked, example.entry
                passed.append(token.type)


@every_dialect
def test_every_example_may_stop_where_it_does(dialect):
    for family in dialect.reader.families.values():
        for example in family.examples:
            if dialect.entries(example.entry) == [example.entry]:
                assert "end" in family.expected(example.entry), example.entry


@pytest.mark.parametrize("name, entry, at, expected", REFUSED)
def test_the_place_of_an_error(name, entry, at, expected):
    with pytest.raises(EntryError) as caught:
        load(name).read(entry)
    assert (caught.value.facts["at"], caught.value.facts["expected"]) == (at, expected)


def test_the_place_of_a_date_that_is_none():
    with pytest.raises(InvalidDate) as caught:
        load("amadeus").read("AN31FEBPEKSHA")
    assert caught.value.facts["at"] == 2


def test_the_place_of_an_option_given_twice():
    with pytest.raises(EntryError) as caught:
        load("amadeus").read("AN10DECPEKSHA/ACA/ACA")
    assert caught.value.facts["at"] == 19


@every_dialect
def test_an_opening_nobody_has(dialect):
    with pytest.raises(UnknownEntry) as caught:
        dialect.read("?")
    assert caught.value.facts["at"] == 0 and caught.value.facts["expected"] == dialect.reader.beginnings


@every_dialect
def test_letters_too_few_for_an_opening(dialect):
    begun = dialect.reader.expected(dialect.reader.beginnings[0][:1])
    assert begun and set(begun) <= set(dialect.reader.beginnings)


def test_every_locator_is_read():
    """No entry that begins like one takes it away."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789"
    dialect = load("amadeus")
    for one, other in product(letters, letters):
        locator = f"{one}{other}K38W"
        assert dialect.read(f"RT{locator}").locator == locator
