"""Grammars, classes, screens and words fit together; what is missing is pointed at here, not at an agent's desk."""
import ast

import pytest
from house.looking import inside, modules, nodes
from house.speech import THERE, dialects, errors, every, examples, families, meant, replies
from lark import Lark

from pnr.commands import Command, Outside, Reply, execute
from pnr.commands.availability import MoreFlights
from pnr.commands.issuing import SettlePayment
from pnr.engine.booking.ending import CHECKS
from pnr.engine.store.weight import Weight
from pnr.errors import EntryError
from pnr.reading import faults
from pnr.terminal.registry import NAMES, name_of

MOST_RULES = 150
INWARD = {MoreFlights, SettlePayment}  # what MD comes to, and what follows the gateway's answer
KINDS = {"PnrError", "EntryError", "Refusal", "Conflict", "Unavailable"}  # never raised themselves
by_family = pytest.mark.parametrize("dialect, family", families(), ids=lambda item: item.name)
by_dialect = pytest.mark.parametrize("dialect", dialects(), ids=THERE)


@by_family
def test_families_build_strictly(dialect, family):
    """Conflicts that LALR would settle silently, and words that two terminals claim, are errors here."""
    built = Lark(family.grammar, parser="lalr", start=family.start, maybe_placeholders=False, strict=True)
    assert len(built.rules) <= MOST_RULES


@by_family
def test_rules_and_classes_agree(dialect, family):
    assert list(faults(family.lark, family.classes)) == []


def test_openings_belong_to_one_family():
    for dialect in dialects():
        found = [opening for family in dialect.reader.families.values() for opening in family.openings]
        assert sorted(set(found)) == sorted(found)


@pytest.mark.parametrize("dialect, entry", examples(), ids=lambda item: getattr(item, "name", item))
def test_every_example_is_read(dialect, entry):
    for part in dialect.entries(entry):
        assert isinstance(dialect.read(part), Command)


@by_family
def test_examples_cover_every_alternative(dialect, family):
    """Each symbol of each rule is met by some example, where optional and repeated parts count as symbols."""
    built = Lark(family.grammar, parser="lalr", start=family.start, maybe_placeholders=False)
    wanted = {place for rule in built.rules for place in places(rule)}
    met: set = set()
    callbacks = built.parser.parser.parser.callbacks
    for rule, callback in list(callbacks.items()):
        callbacks[rule] = noting(rule, callback, met)
    for example in family.examples:
        for part in dialect.entries(example.entry):
            if dialect.reader.family(part) is family:
                built.parse(part)
    missing = sorted(wanted - met)
    assert not missing, missing


def places(rule):
    return {(str(rule.origin.name), rule.alias or "", str(symbol.name)) for symbol in rule.expansion
            if symbol != rule.origin}  # a repetition's own rule


def noting(rule, callback, met):
    def reduce(children):
        met.update(places(rule))
        return callback(children)

    return reduce


# ---- commands and replies

@pytest.mark.parametrize("command", every(Command), ids=lambda item: item.__name__)
def test_every_command_has_a_handler_an_example_and_a_name(command):
    if command.__subclasses__():
        return
    carried_out = execute.dispatch(command) is not execute.dispatch(object)
    assert carried_out or command.weight is Weight.LOCAL
    assert command in INWARD or any(command in meant(name) for name in THERE), "no example"
    assert name_of(command) in NAMES, "not in the registry of names"


def test_names_of_commands_are_frozen():
    """A name that programs know may not go, and no two commands have the same."""
    known = list(map(name_of, every(Command)))
    assert set(known) >= NAMES and len(set(known)) == len(known)


@by_dialect
def test_every_reply_has_a_screen(dialect):
    """What a dialect can ask for it can draw; the plain screen is for a dialect being built."""
    asked = {reply for command in meant(dialect.name) if command.weight > Weight.LOCAL for reply in replies(command)}
    undrawn = [reply.__name__ for reply in asked - {Reply, Outside}
               if dialect.screen.dispatch(reply) is dialect.screen.dispatch(object)]
    assert not undrawn, sorted(undrawn)


# ---- errors

@by_dialect
def test_every_code_has_words(dialect):
    codes = {error.code for error in errors()} | CHECKS.keys()
    missing = sorted(codes - dialect.messages.keys() - dialect.refusals.keys())
    assert not missing, missing


def test_every_error_is_raised_somewhere():
    used = {node.id for path in modules() if not inside(path).startswith("errors/") for node in nodes(path, ast.Name)}
    used |= {node.attr for path in modules() for node in nodes(path, ast.Attribute)}
    missing = sorted({error.__name__ for error in errors()} - used - KINDS)
    assert not missing, missing


# ---- a reading never breaks

NOISE = ("", " ", "/", ";", "1", "99999", "A", "ZZZZ", "-", "*", ".", "中", "\u00e9", "{", "\\", "@", ":", "31FEB",
         "P1", "Q" * 60)


@by_dialect
def test_near_misses_read_or_refuse(dialect):
    """Every example with something put in, taken out or cut off: read or refused, nothing else.

    A third of the noise goes into each place, another third with the next example: there are many of them.
    """
    for turn, entry in enumerate(sorted({entry for spoken, entry in examples() if spoken is dialect})):
        for at in {0, 1, 2, len(entry) // 2, len(entry) - 1, len(entry)}:
            for noise in NOISE[(turn + at) % 3::3]:
                attempt(dialect, entry[:at] + noise + entry[at:])
            attempt(dialect, entry[:at])
            attempt(dialect, entry[:at] + entry[at + 1:])


def attempt(dialect, text: str) -> None:
    try:
        for part in dialect.entries(text):
            dialect.read(part)
    except EntryError as error:
        assert dialect.refuse(error)
