"""Help knows every entry and every way to fail, and what it shows works."""
import re

import pytest
from house.speech import THERE, dialects, errors, families

import pnr
from pnr.engine.booking.ending import CHECKS
from pnr.errors import EntryError, NotSet
from pnr.grammar import help as said
from pnr.grammar.help import about, causes, explained, usual
from pnr.grammar.nearest import nearest
from pnr.grammar.reader import ABOUT
from pnr.terminal.registry import NAMES

KINDS = {"entry-error", "pnr-error"}  # never raised themselves
NOW = "2026-12-01T09:00Z"
by_dialect = pytest.mark.parametrize("dialect", dialects(), ids=THERE)
by_family = pytest.mark.parametrize("dialect, family", families(), ids=lambda item: item.name)


def test_every_code_has_a_cause_and_a_cure():
    wanted = {error.code for error in errors()} | CHECKS.keys()
    assert not sorted(wanted - causes().keys() - KINDS), "to be added to pnr/data/causes.txt"
    assert not sorted(causes().keys() - wanted - {code for dialect in dialects() for code in dialect.own})
    assert all(cause and cure for cause, cure in causes().values())


def test_cures_name_commands():
    found = {name for pair in causes().values() for text in pair for name in re.findall(r"{(\w+)}", text)}
    assert found <= NAMES, sorted(found - NAMES)
    for name in found:
        assert any(name in usual(dialect) for dialect in THERE), name


@by_family
def test_every_family_is_about_something(dialect, family):
    assert ABOUT.search(family.text), f"{family.name}.lark needs a line '// about WORDS: what it is for'"
    words, title = family.subject
    assert words and title
    for word in words:
        shown = about(dialect, word)
        assert shown.formats and shown.examples, word


@by_dialect
def test_every_example_is_found_by_its_own_words(dialect):
    for example in dialect.reader.examples:
        shown = about(dialect, example.entry)
        assert (example.entry, example.meaning) in shown.examples
        assert shown.formats, example.entry


@by_dialect
def test_everything_the_host_says_is_explained(dialect):
    for code, words in dialect.messages.items():
        if code in causes() and words.strip() and "{" not in words:
            assert code in {case.code for case in explained(dialect, words.strip(), None).cases}


@by_dialect
def test_the_steps_work(dialect):
    """From the first look to the ticket, on a fresh host."""
    steps = [step for family in dialect.reader.families.values() for step in family.steps]
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk(dialect.name)
        for step in steps:
            entry = re.sub(r"{(\S+)}", lambda found: desk.named(found[1]), step.entry)
            assert desk.answer(entry).ok, step
        assert desk.named("ticket")


# ---- did you mean

MEANT = {
    "amadeus": {"AN10DEZPEKSHA": "AN10DECPEKSHA", "AN10DCEPEKSHA": "AN10DECPEKSHA", "XX4": "XE4",
                "AVPEKSHA/10DEC": "AN10DECPEKSHA", "FXPP": "FXP", "SD1Y2": "SS2Y1"},
    "eterm": {"AV:PEKSHA/10DEZ": "AV:PEKSHA/10DEC", "AN10DECPEKSHA": "AV:PEKSHA/10DEC", "ETZD:1": "ETDZ:1"},
}


@by_dialect
def test_a_slip_is_seen_through(dialect):
    for typed, meant in MEANT[dialect.name].items():
        assert meant in nearest(dialect, typed), (typed, nearest(dialect, typed))


@by_dialect
def test_what_is_suggested_can_be_read(dialect):
    for example in list(dialect.reader.examples)[::9]:
        for typed in (example.entry[:2] + example.entry[3:], f"{example.entry[:1]}Q{example.entry[1:]}"):
            for entry in nearest(dialect, typed):
                dialect.read(entry)


def test_nothing_is_suggested_for_what_reads_or_is_nothing_like_an_entry():
    dialect = dialects()[0]
    assert nearest(dialect, "AN10DECPEKSHA") == []
    assert nearest(dialect, "QQQQQQQQQQ") == []


def test_cards_stay_hidden():
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk("amadeus")
        desk.enter("FPCCVI4929111122223337/12288")
        assert "4929111122223337" not in desk.enter("HE/")


def test_help_is_not_what_help_is_about():
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk("amadeus")
        assert isinstance(desk.answer("ZZ1").error, EntryError)
        desk.enter("HE AN")
        assert "NO ENTRY BEGINS LIKE THIS" in desk.enter("HE/")
        assert said.causes()[NotSet.code]
