"""A closed sales period stays as it is: nobody voids, nobody rewrites, and the audit would see it."""
import pytest
from conftest import NOW
from engine.test_ticketing_host import filed, together

import pnr
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing import tables


@pytest.fixture
def host():
    with pnr.open("sqlite://", now=NOW) as host:
        yield host


def sold(desk, **how):
    locator = filed(desk, **how)
    assert desk.answer(f"RT{locator}").ok and desk.answer("TTP").ok
    return locator


def change(host, statement):
    host.store.transact(Weight.FILE, lambda session, _: session.run(statement))


def test_what_was_voided_is_not_remitted(host):
    desk = host.desk()
    sold(desk)
    sold(desk)
    assert desk.answer("TRDC/1").ok
    screen = desk.enter("TJD")
    once = desk.answer("TJQ").reply.lines[1].total
    assert f"NET REMIT {once!s:>19}" in screen


def test_a_closed_period_is_tied_to_the_ledger(host):
    desk = host.desk()
    sold(desk)
    assert desk.answer("TJC").ok and host.check() == []
    assert desk.answer("TRDC/TK-2300000011").error.code == "period-closed"
    change(host, tables.ledger.update().values(sign="0009ZZ"))
    assert host.check() == ["period BJS1A0100 1: the ledger is not what was closed"]


def test_nothing_comes_into_a_closed_period_or_leaves_it(host):
    desk = host.desk()
    sold(desk)
    sold(desk)
    assert desk.answer("TJC").ok
    change(host, tables.ledger.update().where(tables.ledger.c.document.like("%12")).values(day="2026-12-02"))
    assert host.check() == ["period BJS1A0100 1: the ledger is not what was closed",
                            "period BJS1A0100 1: its report has other documents than were closed"]


def test_its_report_tells_of_bookings_as_they_were(host):
    """A split takes a document to another booking; what was reported was not."""
    desk = host.desk()
    locator = filed(desk, seats=2, names="NM2SMITH/JOHN MR/MARY MRS")
    assert desk.answer("TTP").ok
    assert desk.answer("TJC").ok
    before = desk.enter("TJQ/D-01DEC")
    for entry in (f"RT{locator}", "SP2", "RFTEST", "EF", "RFTEST", "ET"):
        desk.answer(entry)
    assert desk.enter("TJQ/D-01DEC") == before
    assert host.check() == []


def test_another_office_closes_by_itself(host):
    desk, other = host.desk(), host.desk(office="LON1A0100")
    sold(desk)
    assert other.answer("TJC").error.code == "no-sales"
    assert desk.answer("TJC").ok
    assert desk.answer("TJC").error.code == "period-closed"


@pytest.mark.parametrize("turn", range(3))
def test_what_is_sold_while_a_period_is_closed_is_in_it_or_in_the_next(url, turn):
    with pnr.open(url, now=NOW) as host:
        sold(host.desk())
        desks, closing = [host.desk() for _ in range(5)], host.desk()
        for desk in desks:
            filed(desk)
        done = together(*(lambda desk=desk: desk.ask("TTP") for desk in desks), lambda: closing.ask("TJC"))
        assert done == [None] * 6
        assert host.check() == []
        days = [line.posting.day for desk in desks[:1]
                for line in desk.ask("TJQ/D-01DEC-02DEC").lines if line.code == "TKTT"]
        assert len(days) == 6 and days[0] == "2026-12-01"
