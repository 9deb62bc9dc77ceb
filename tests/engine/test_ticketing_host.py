"""Tickets on a host: issued, voided and refunded whole or not at all, by one of however many try."""
import threading
from dataclasses import replace

import pytest
from conftest import NOW, audited

from pnr.commands.refunds import RefundDisplay, RefundProcessed
from pnr.commands.ticket_search import FindTickets
from pnr.commands.ticketing import DisplayTicket, TicketDisplay, TicketList, TicketVoided
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing import tables
from pnr.engine.ticketing.accounts import Ledger
from pnr.engine.ticketing.audit import differences
from pnr.engine.ticketing.ledger import Entry
from pnr.engine.ticketing.records import Tickets
from pnr.engine.ticketing.series import PRINTER
from pnr.engine.ticketing.stock import Stock
from pnr.engine.ticketing.tickets import coupons_of
from pnr.errors import (
    AlreadyRefunded,
    AlreadyTicketed,
    AlreadyVoided,
    CouponNotOpen,
    FinishOrIgnore,
    IssuedElsewhere,
    NeedFormOfPayment,
    NeedTicketNumber,
    NoRefundShown,
    NoStoredFare,
    NoSuchTicket,
    NotEnded,
    NothingInHand,
    OutOfStock,
    PaymentArranged,
    RefundChanged,
    SimultaneousChanges,
    VoidPeriodOver,
)

FIRST = "9992300000011"


def filed(desk, *entries, seats=1, names="NM1SMITH/JOHN MR", pair="PEKSHA", price="FXP", pay="FPCASH"):
    """A booking of one flight, priced, ready to be ticketed, in hand; gives its locator."""
    start = (f"AN10DEC{pair}/ACA", f"SS{seats}Y1", names, "APM13800138000", "TKOK")
    for entry in filter(None, (*start, price, pay, *entries, "RFTEST")):
        desk.ask(entry)
    return desk.ask("ER").booking.locator


def family(desk):
    names = "NM2SMITH/JOHN MR/MARY MRS(INF/LIAM/05JAN26)1SMITH/TOM MSTR(CHD/03JUL18)"
    return filed(desk, seats=3, names=names)


def look(host, body):
    return host.store.transact(Weight.LOOK, lambda session, _: body(session))


def books(host):
    """What is left on every account."""
    left: dict[str, int] = {}
    for _, _, (account, amount) in look(host, lambda session: list(Ledger(session).all())):
        left[account] = left.get(account, 0) + amount.minor
    return {account: amount for account, amount in left.items() if amount}


def statuses(host, number=FIRST):
    tickets = look(host, lambda session: Tickets(session).whole(number))
    return "".join(coupon.status for _, coupon in coupons_of(tickets))


# ---- issue

def test_issue(host):
    desk = host.desk()
    locator = filed(desk)
    reply = desk.ask("TTP/RT")
    assert reply.issued == (FIRST,) and reply.locator == locator and str(reply.total) == "2030.00"
    assert "FA PAX 999-2300000011/ETCA/CNY2030.00/01DEC26/BJS1A0100/0830" in desk.enter("RT")
    assert desk.named("ticket") == "999-2300000011" and desk.named("serial") == "2300000011"
    assert books(host) == {"cash": 203000, "sales:CA": -196000, "taxes:CN": -5000, "taxes:YQ": -2000}
    assert statuses(host) == "O"
    assert look(host, lambda session: Stock(session).range("BJS1A0100")).next == 2300000012
    assert [element.text for element in reply.display.booking.elements
            if getattr(element, "code", "") == "TKNE"] == ["9992300000011/1"]


def test_without_redisplay_the_area_is_empty(desk):
    locator = filed(desk)
    assert desk.enter("TTP") == "OK ETICKET"
    assert desk.held.area.empty
    assert desk.ask(f"RT{locator}").booking.version == 2


def test_a_family_gets_a_ticket_each_and_the_infant_too(memory):
    desk = memory.desk()
    family(desk)
    reply = desk.ask("TTP/RT")
    assert [tickets[0].passenger for tickets in reply.sets] == [
        "SMITH/JOHN MR", "SMITH/MARY MRS", "SMITH/LIAM", "SMITH/TOM MSTR"]
    assert [tickets[0].type for tickets in reply.sets] == ["ADT", "ADT", "INF", "CHD"]
    assert reply.sets[2][0].coupons[0].booked == "NS"
    assert desk.named("ticket.3") == "999-2300000013"


def test_part_of_the_passengers_then_the_rest(memory):
    desk = memory.desk()
    family(desk)
    assert len(desk.ask("TTP/P1/RT").issued) == 1
    with pytest.raises(AlreadyTicketed):
        desk.ask("TTP/P1")
    assert [tickets[0].passenger for tickets in desk.ask("TTP/PAX/RT").sets] == ["SMITH/MARY MRS", "SMITH/TOM MSTR"]
    assert [tickets[0].passenger for tickets in desk.ask("TTP/RT").sets] == ["SMITH/LIAM"]
    with pytest.raises(AlreadyTicketed):
        desk.ask("TTP")


def test_what_is_missing(desk):
    with pytest.raises(NothingInHand):
        desk.ask("TTP")
    filed(desk, price="", pay="")
    with pytest.raises(NoStoredFare):
        desk.ask("TTP")
    desk.ask("FXP")
    with pytest.raises(NotEnded):
        desk.ask("TTP")
    desk.enter("RFTEST")
    desk.ask("ER")
    with pytest.raises(NeedFormOfPayment):
        desk.ask("TTP")


def test_a_changed_itinerary_has_no_price(desk):
    filed(desk)
    for entry in ("XE2", "AN11DECPEKSHA/ACA", "SS1Y1", "RFTEST", "ER"):
        desk.enter(entry)
    desk.enter("ER")
    assert desk.ask("RT").booking.segments[0].date.day == 11
    with pytest.raises(NoStoredFare):
        desk.ask("TTP")


def test_one_form_of_payment_for_the_same_people(desk):
    desk.ask("FPCASH")
    with pytest.raises(PaymentArranged):
        desk.ask("FPCHECK")


def test_a_card_is_sealed_masked_and_approved(tmp_path):
    with audited(f"sqlite:///{tmp_path / 'host.db'}") as host:
        desk = host.desk()
        filed(desk, pay="FPCCVI4111111111111111/1230")
        assert "FP CCVI411111XXXXXX1111/1230" in desk.enter("RT")
        desk.ask("TTP/RT")
        assert "FP CCVI411111XXXXXX1111/1230/A" in desk.enter("TWD")
        assert desk.ask("TWD").tickets[0].payments[0].token
        found = desk.carry_out((FindTickets(card="4111111111111111"),))
        assert isinstance(found, TicketDisplay)
        host.store.checkpoints.close()
        stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
        assert b"4111111111111111" not in stored and b"411111XXXXXX1111" in stored


def test_the_first_office_that_sells_begins_the_stock(memory):
    london, beijing = memory.desk(office="LON1A0100"), memory.desk()
    filed(london)
    assert london.ask("TTP").issued == (FIRST,)
    filed(beijing)
    assert beijing.ask("TTP").issued == ("9992300100011",)


def test_out_of_stock(memory):
    desk = memory.desk()
    filed(desk)
    memory.store.transact(Weight.FILE, lambda session, _: session.run(
        tables.LOAD, office="BJS1A0100", series=PRINTER, first=2300000011, next=2300000011, last=2300000010))
    with pytest.raises(OutOfStock):
        desk.ask("TTP")
    assert statuses_of_all(memory) == []


def statuses_of_all(host):
    return [ticket.status for ticket in look(host, lambda session: list(Tickets(session).all()))]


def test_two_desks_ticket_one_booking_and_one_does(host):
    first, second = host.desk(agent="0001AA"), host.desk(agent="0002BB")
    locator = filed(first)
    second.ask(f"RT{locator}")
    errors = together(lambda: first.ask("TTP"), lambda: second.ask("TTP"))
    assert [type(error) for error in errors if error] == [SimultaneousChanges]
    assert statuses_of_all(host) == ["OPEN"]
    assert books(host)["cash"] == 203000


def test_one_office_many_desks_no_number_twice_and_none_left_out(host):
    desks = [host.desk() for _ in range(4)]
    for desk in desks:
        filed(desk)
    assert together(*(lambda desk=desk: desk.ask("TTP") for desk in desks)) == [None] * 4
    numbers = [ticket.number for ticket in look(host, lambda session: list(Tickets(session).all()))]
    assert numbers == [f"99923000000{number}" for number in range(11, 15)]


def together(*bodies):
    """What each raised, or None, when all run at once."""
    errors: list = [None] * len(bodies)
    gate = threading.Barrier(len(bodies))

    def run(place, body):
        gate.wait()
        try:
            body()
        except Exception as error:
            errors[place] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(bodies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


# ---- show

def test_show_by_number_by_line_and_of_the_booking(desk):
    filed(desk)
    with pytest.raises(NeedTicketNumber):
        desk.ask("TWD")
    desk.ask("TTP/RT")
    by_booking = desk.ask("TWD")
    assert by_booking == desk.ask("TWD/L5") == desk.ask("TWD/TKT9992300000011") == desk.ask("TWD/TKT2300000011")
    assert desk.enter("TWD/TKT7812300000011") == "MU ETKT: TICKET NUMBER NOT FOUND"
    with pytest.raises(NoSuchTicket):
        desk.carry_out((DisplayTicket("2300000099"),))


def test_several_documents_are_listed(desk):
    family(desk)
    desk.ask("TTP/RT")
    found = desk.ask("TWD")
    assert isinstance(found, TicketList) and len(found.tickets) == 4
    assert desk.ask(f"TWD/L{found.numbers[1]}").tickets[0].passenger == "SMITH/MARY MRS"


def test_find_by_locator_and_name(desk):
    locator = filed(desk)
    desk.ask("TTP")
    for found in (FindTickets(locator=locator), FindTickets(name="SMITH/J")):
        assert desk.carry_out((found,)).number == FIRST
    with pytest.raises(NoSuchTicket):
        desk.carry_out((FindTickets(name="JONES"),))


# ---- void

def test_void_once(host):
    desk = host.desk()
    locator = filed(desk)
    desk.ask("TTP")
    desk.ask(f"RT{locator}")
    assert isinstance(desk.ask("TRDC"), TicketVoided)
    assert statuses(host) == "V" and books(host) == {}
    assert "FA PAX 999-2300000011/EVCA/" in desk.enter("RT")
    with pytest.raises(AlreadyVoided):
        desk.ask("TRDC/TK-2300000011")
    assert desk.ask("TTP").issued == ("9992300000012",)  # the number is spent, the booking may be ticketed again


def test_void_on_the_day_of_issue_by_the_clock_on_the_wall(memory):
    desk = memory.desk()
    filed(desk)
    desk.ask("TTP")
    memory.clock.set("2026-12-01T15:59Z")  # 23:59 in Beijing
    other = memory.desk(office="LON1A0100")
    with pytest.raises(IssuedElsewhere):
        other.ask("TRDC/TK-2300000011")
    memory.clock.set("2026-12-01T16:00Z")
    with pytest.raises(VoidPeriodOver):
        desk.ask("TRDC/TK-2300000011")


def test_unfiled_changes_of_the_same_booking_come_first(desk):
    filed(desk)
    desk.ask("TTP/RT")
    desk.ask("RMHELLO")
    with pytest.raises(FinishOrIgnore):
        desk.ask("TRDC/TK-2300000011")


def test_two_desks_void_one_ticket_and_one_does(host):
    first, second = host.desk(agent="0001AA"), host.desk(agent="0002BB")
    filed(first)
    first.ask("TTP")
    errors = together(*(lambda desk=desk: desk.ask("TRDC/TK-2300000011") for desk in (first, second)))
    assert sorted(map(str, errors)) == sorted(["None", str(AlreadyVoided(number=FIRST))])
    assert books(host) == {}


# ---- refund

def test_refund_is_shown_then_confirmed_once(host):
    desk = host.desk()
    filed(desk)
    desk.ask("TTP")
    with pytest.raises(NoRefundShown):
        desk.ask("TRFP")
    shown = desk.ask("TRF999-2300000011")
    assert isinstance(shown, RefundDisplay) and not isinstance(shown, RefundProcessed)
    assert statuses(host) == "O"
    record = shown.record
    assert record.fare_paid - record.fare_used - record.penalty + record.tax_refund == record.total
    done = desk.ask("TRFP")
    assert isinstance(done, RefundProcessed) and done.record.number == 40000001
    assert statuses(host) == "R"
    assert books(host)["cash"] == 203000 - record.total.minor
    for entry in ("TRF999-2300000011", "TRF999-2300000011/FULL"):
        with pytest.raises(AlreadyRefunded):
            desk.ask(entry)
    with pytest.raises(NoRefundShown):
        desk.ask("TRFP")
    with pytest.raises(CouponNotOpen):
        desk.ask("TRDC/TK-2300000011")


def test_a_refund_ignored_has_not_happened(memory):
    desk = memory.desk()
    filed(desk)
    desk.ask("TTP")
    desk.ask("TRF999-2300000011")
    desk.ask("TRFIG")
    with pytest.raises(NoRefundShown):
        desk.ask("TRFP")
    assert statuses(memory) == "O"


def test_what_was_shown_must_still_be_so(memory):
    """The fee of a Chinese domestic fare grows from seven days before departure on."""
    desk = memory.desk()
    filed(desk)
    desk.ask("TTP")
    memory.clock.set("2026-12-02T09:00Z")
    shown = desk.ask("TRF999-2300000011")
    memory.clock.set("2026-12-09T09:00Z")
    with pytest.raises(RefundChanged):
        desk.ask("TRFP")
    again = desk.ask("TRF999-2300000011")
    assert again.record.penalty.minor > shown.record.penalty.minor
    assert desk.ask("TRFP").record.total == again.record.total


def test_seats_given_up_in_time_count_from_then(memory):
    desk = memory.desk()
    locator = filed(desk)
    desk.ask("TTP/RT")
    memory.clock.set("2026-12-02T09:00Z")
    in_time = desk.ask("TRF999-2300000011").record.total
    for entry in ("XI", "RFTEST", "ET", "ET"):
        desk.enter(entry)
    memory.clock.set("2026-12-11T09:00Z")  # after departure
    assert desk.ask("TRF999-2300000011").record.total == in_time
    assert locator


def test_two_desks_refund_one_ticket_and_one_does(host):
    first, second = host.desk(agent="0001AA"), host.desk(agent="0002BB")
    filed(first)
    first.ask("TTP")
    for desk in (first, second):
        desk.ask("TRF999-2300000011")
    errors = together(*(lambda desk=desk: desk.ask("TRFP") for desk in (first, second)))
    assert [type(error) for error in errors if error] == [AlreadyRefunded]
    assert len({ticket.refund.number for ticket in look(host, lambda session: list(Tickets(session).all()))}) == 1


def test_split_payment_goes_back_where_it_came_from(memory):
    desk = memory.desk()
    filed(desk, pay="FPCASH+CCVI4111111111111111/1230/CNY700.00")
    desk.ask("TTP")
    desk.ask("TRF999-2300000011")
    shown = desk.ask("TRFU/CP1100.00A/RWAIVED")
    assert [(paid.form, str(paid.amount)) for paid in shown.to] == [("CC", "700.00"), ("CASH", "230.00")]
    desk.ask("TRFP")
    assert books(memory)["cash"] == 203000 - 70000 - 23000


# ---- the audit sees what is wrong

def test_the_audit_notices_what_was_tampered_with():
    import pnr

    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk()
        filed(desk)
        desk.ask("TTP")
        assert host.check() == []

        def tamper(session, _):
            documents = Tickets(session)
            (ticket,) = documents.all()
            documents.change([replace(ticket, coupons=tuple(replace(each, status="V") for each in ticket.coupons))])
            Ledger(session).post(FIRST, "odd", (Entry("cash", ticket.fare.total),), desk_deed(ticket))

        host.store.transact(Weight.FILE, tamper)
        said = "\n".join(look(host, lambda session: list(differences(session))))
        assert "VOID, but ET in the booking" in said and "does not come to nothing" in said and "void: not what" in said


def desk_deed(ticket):
    from pnr.engine.ticketing.filing import Deed

    return Deed(ticket.at, ticket.date.isoformat(), ticket.office, ticket.sign)
