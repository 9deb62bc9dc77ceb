"""The parse table against Lark's own parser: the same values, and nothing read that the other refuses."""
import json

import pytest
from grammar.fuzzing import Fuzzer
from lark.exceptions import LarkError

from pnr.errors import EntryError
from pnr.grammar import table
from pnr.grammar.dialect import NAMES, load
from pnr.grammar.table import Unread
from pnr.reading import maker

TEXTS = 1500  # for each dialect
by_family = pytest.mark.parametrize(("name", "family"), [(name, family) for name in NAMES
                                                         for family in load(name).reader.families])


def by_table(family, text):
    try:
        return family.table.read(text)
    except (Unread, EntryError):
        return None


def by_lark(family, text):
    try:
        return family.lark.parse(text)
    except (LarkError, EntryError):
        return None


@by_family
def test_examples(name, family):
    found = load(name).reader.families[family]
    for example in found.examples:
        assert by_table(found, example.entry) == by_lark(found, example.entry) is not None


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_typed(name):
    """In every family, not only in the one whose opening it has."""
    families, read = list(load(name).reader.families.values()), 0
    for number, text in enumerate(Fuzzer(load(name), seed=5).texts(TEXTS)):
        for family in {families[number % len(families)], *(one for one in families if text[:2] in str(one.openings))}:
            value = by_table(family, text)
            assert value == by_lark(family, text), (family.name, text)
            read += value is not None
    assert read > TEXTS / 10


@by_family
def test_the_table_is_plain_data(name, family):
    """What the cache gives back reads as well as what was made for it."""
    found = load(name).reader.families[family]
    again = table.Table(json.loads(json.dumps(table.made(found.lark))), maker(found.classes))
    assert [again.read(example.entry) for example in found.examples] == [
        found.table.read(example.entry) for example in found.examples]


def test_a_table_is_kept_and_made_again_when_it_is_damaged(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = []

    def make():
        made.append(1)
        return {"form": len(made)}

    assert [table.kept(grammar, make)["form"] for grammar in "aab"] == [1, 1, 2]
    table.place("a").write_text("{")
    assert table.kept("a", make) == {"form": 3}


def test_where_nothing_can_be_kept(monkeypatch):
    monkeypatch.setattr(table, "place", lambda grammar: table.Path("/proc/nowhere/table.json"))
    assert table.kept("a", lambda: {"form": 1}) == {"form": 1}
