"""The desk: chains, what is kept of them, what happens outside a transaction, and after a fault of ours."""
from dataclasses import dataclass, replace

import pytest

import pnr
from pnr.commands import Command, Outside, Reply, availability, execute
from pnr.commands.details import AddRemark
from pnr.engine.booking.elements import Remark
from pnr.engine.store.weight import Weight
from pnr.errors import StoreUnavailable, UnableToProcess

NOW = "2026-12-01T09:00Z"
told: list[str] = []


@dataclass(frozen=True)
class Ask(Command):
    """Sends a question out, and writes the answer into the booking."""

    weight = Weight.FILE


@dataclass(frozen=True)
class Asked(Command):
    answer: str
    weight = Weight.FILE


@dataclass(frozen=True)
class Told(Reply):
    text: str


@execute.register
def ask(command: Ask, work) -> Outside:
    def call() -> str:
        told.append("called")
        return "YES"

    return Outside(call, Asked)


@execute.register
def asked(command: Asked, work) -> Told:
    work.area = work.area.add(Remark(command.answer))
    return Told(command.answer)


@dataclass(frozen=True)
class Broken(Command):
    pass


@execute.register
def broken(command: Broken, work) -> Reply:
    work.area = work.area.add(Remark("HALF"))
    raise ZeroDivisionError


@pytest.fixture
def desk():
    with pnr.open("sqlite://", now=NOW) as host:
        yield host.desk()
        assert host.check() == []


def test_what_is_asked_outside_is_asked_once_and_between_two_transactions(desk):
    told.clear()
    assert desk.carry_out((Ask(),)) == Told("YES")
    assert told == ["called"]
    assert desk.held.serial == 1  # whoever dies between the two may ask again: the first counts for nothing
    assert [remark.text for remark in desk.held.area.working.each(Remark)] == ["YES"]


def test_a_fault_of_ours_leaves_no_trace_and_no_traceback(desk, monkeypatch, caplog):
    desk.enter("RMFIRST")
    monkeypatch.setattr(type(desk.dialect), "read", lambda self, entry: Broken())
    with pytest.raises(UnableToProcess):
        desk.ask("RMSECRET 4111111111111111")
    assert desk.enter("X") == "UNABLE TO PROCESS"
    assert "4111" not in caplog.text
    assert [remark.text for remark in desk.held.area.working.each(Remark)] == ["FIRST"]


def test_a_chain_keeps_what_stood_before_the_refusal(desk):
    assert desk.enter("RMONE;XE9;RMTWO") == "ELEMENT NUMBER NOT FOUND"
    assert [remark.text for remark in desk.held.area.working.each(Remark)] == ["ONE"]


def test_a_chain_that_stands_or_falls_together_leaves_nothing(desk):
    desk.use(replace(desk.dialect, manners=replace(desk.dialect.manners, keeps_chain=False)))
    assert desk.enter("RMONE;XE9;RMTWO") == "ELEMENT NUMBER NOT FOUND"
    assert desk.held.area.empty
    desk.enter("RMONE;RMTWO")
    assert [remark.text for remark in desk.held.area.working.each(Remark)] == ["ONE", "TWO"]


def test_an_entry_refused_by_the_store_has_its_words(desk, monkeypatch):
    def refuse(*_):
        raise StoreUnavailable(reason="database is locked")

    monkeypatch.setattr(desk.host.store, "transact", refuse)
    assert desk.enter("RMONE") == "SYSTEM UNABLE TO PROCESS"


def test_two_desks_see_each_others_seats_at_once():
    with pnr.open("sqlite://", now=NOW) as host:
        first, second = host.desk(), host.desk()
        before = classes(first, "AN10DECPEKSHA/CY")
        first.enter("AN10DECPEKSHA/CY")
        first.enter("SS9Y1")
        first.enter("SS9Y1")
        after = classes(second, "AN10DECPEKSHA/CY")
        assert before != after
        first.enter("IG")
        assert classes(second, "AN10DECPEKSHA/CY") == before
        assert host.check() == []


def classes(desk, entry: str) -> tuple:
    return tuple(line.classes for journey in desk.ask(entry).lines for line in journey.flights)


def test_a_command_is_a_value():
    assert AddRemark("X") == AddRemark("X")


def test_what_there_is_instead_of_a_full_class_is_looked_for_while_others_sell(tmp_path, monkeypatch):
    """The seats' row is let go first: another desk sells from it in the middle of the search."""
    url, entry = f"sqlite:///{tmp_path / 'host.db'}", "SSXX8Y12DECABCAHZ{}"
    with pnr.open(url, now=NOW) as host, pnr.open(url, now=NOW) as other:
        here, there = host.desk("amadeus"), other.desk("amadeus")
        looked, said = availability.display, []

        def looking(*asked):
            said.append(there.enter(entry.format(1)))
            return looked(*asked)

        monkeypatch.setattr(availability, "display", looking)
        here.enter("SSXX8Y12DECABCAHZ2")
        assert "DK1" in said[0]
        assert here.answer("SSXX3Y12DECABCAHZ1").error.code == "sold-out"
