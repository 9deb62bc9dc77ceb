"""Whatever is typed, an entry reads or refuses, and refuses in a few words."""
import pytest
from grammar.fuzzing import Fuzzer, judge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from pnr.errors import EntryTooLong, InvalidCharacter
from pnr.grammar.dialect import NAMES, load
from pnr.grammar.walk import shape

TEXTS = 2000  # for each dialect; scripts/fuzz makes as many as it is told to
DERIVED = 15  # for each family
by_dialect = pytest.mark.parametrize("name", NAMES)
by_family = pytest.mark.parametrize("name, family", [(name, family) for name in NAMES
                                                     for family in load(name).reader.families])
quick = settings(max_examples=DERIVED, derandomize=True, deadline=None, database=None,
                 suppress_health_check=list(HealthCheck))


@by_dialect
def test_derived_mutated_and_noise(name):
    dialect = load(name)
    outcomes = [judge(dialect, text, again=number % 20 == 0)
                for number, text in enumerate(Fuzzer(dialect, seed=2).texts(TEXTS))]
    assert outcomes.count(True) > TEXTS / 10 and outcomes.count(False) > TEXTS / 10


@by_family
def test_entries_the_grammar_allows(name, family):
    """Each terminal is a text of its shape: what stands around it is the grammar's affair."""
    dialect = load(name)
    lark = dialect.reader.families[family].lark
    words = {item.name: st.from_regex(shape(item.pattern.value), fullmatch=True).map(lambda text: text[:40])
             for item in lark.terminals if item.pattern.type == "re"}

    @quick
    @given(from_lark(lark, explicit=words))
    def entries(text):
        judge(dialect, text)

    entries()


@by_dialect
@pytest.mark.parametrize("length", [999, 1000, 1001, 10_000])
@pytest.mark.parametrize("letter", "A1/ 测")
def test_long_entries(name, length, letter):
    for start in ("", *load(name).reader.beginnings):
        text = start + letter * (length - len(start))
        assert not (judge(load(name), text) and length > 1000)


@by_dialect
def test_what_no_keyboard_sends(name):
    for text in ("RT\x00", "RT\x1b[2J", "\x07", "RT\u202eCBA", "RT\u200b"):
        with pytest.raises(InvalidCharacter):
            load(name).entries(text)
    with pytest.raises(EntryTooLong):
        load(name).entries("A" * 10_000)


def test_digits_of_other_scripts_are_none():
    for name, entry in (("amadeus", "RT٣"), ("amadeus", "AN٣JANPEKSHA"), ("eterm", "SD1Y٣"), ("eterm", "XE:٣")):
        assert not judge(load(name), entry)


def test_full_width_reads_as_half_width():
    eterm = load("eterm")
    (entry,) = eterm.entries("ｓｄ：１ｙ２")
    assert eterm.read(entry) == eterm.read("SD:1Y2")
