"""What an airline does to coupons: checks in, boards, flies, suspends and sets them open again."""
from dataclasses import replace

from ...errors import CouponNumber, CouponSequence
from ..guards import demand
from . import interline
from .coupons import AIRLINE, may, moved
from .filing import deed, noted
from .tickets import Coupon, TicketSet, coupons_of

TAKEN = frozenset("CLF")  # in this order one after another, coupon by coupon
SUSPENDED, OPEN = "S", "O"


def set_status(work, number: str, place: int, status: str) -> TicketSet:
    """One coupon of the ticket of this number in another status; raises NotAuthorised, CouponNumber, CouponSequence or
    CouponNotOpen."""
    demand(work, "coupon")
    tickets = work.tickets.whole(number)
    found = [coupon for ticket, coupon in coupons_of(tickets) if ticket.number == number and coupon.number == place]
    if not found:
        raise CouponNumber(number=number, coupon=place)
    if status in TAKEN:
        demand_order(tickets, found[0])
    return change(work, tickets, {id(found[0]): moved(found[0], status, AIRLINE)})


def suspend(work, number: str, resumed: bool) -> TicketSet:
    """Every open coupon of a set suspended, or every suspended one open; raises CouponNotOpen where there is none."""
    demand(work, "coupon")
    tickets = work.tickets.whole(number)
    before, after = (SUSPENDED, OPEN) if resumed else (OPEN, SUSPENDED)
    found = [coupon for _, coupon in coupons_of(tickets) if coupon.status == before]
    if not found:
        moved(tickets[0].coupons[0], after, AIRLINE)  # raises why not
    return change(work, tickets, {id(coupon): moved(coupon, after, AIRLINE) for coupon in found})


def demand_order(tickets: TicketSet, wanted: Coupon) -> None:
    """Coupons are used in order: none before it may still be open; raises CouponSequence."""
    for _, coupon in coupons_of(tickets):
        if coupon is wanted:
            return
        if coupon.status in ("O", "A", "S"):
            raise CouponSequence(coupon=coupon.number)


def change(work, tickets: TicketSet, new: dict[int, Coupon]) -> TicketSet:
    """Keep the set with these coupons in place of those they came from, and its history."""
    done, kept = deed(work), []
    for ticket in tickets:
        for coupon in ticket.coupons:
            if after := new.get(id(coupon)):
                owed = interline.moved(ticket, after, coupon.status, after.status)
                ticket = noted(replace(ticket, coupons=tuple(after if each is coupon else each
                                                             for each in ticket.coupons)),
                               done, ACTIONS[after.status], coupon.status, after.status, (coupon,))
                if owed:
                    posting = f"{interline.USE}{len(ticket.events) - 1}"
                    work.ledger.post(ticket.number, posting, owed, done._replace(office=ticket.carrier))
        kept.append(ticket)
    changed = {ticket.number: ticket for ticket, before in zip(kept, tickets, strict=True) if ticket is not before}
    work.tickets.change(changed.values())
    follow(work, tickets, new)
    return tuple(kept)


def follow(work, tickets: TicketSet, new: dict[int, Coupon]) -> None:
    """Coupons of EMDs go where the flight coupon goes they are associated with, where they may."""
    moves = {f"{ticket.number}/{coupon.number}": new[id(coupon)].status
             for ticket, coupon in coupons_of(tickets) if id(coupon) in new}
    for each in work.tickets.of_booking(tickets[0].booking):
        there = {id(coupon): replace(coupon, status=status) for coupon in each.coupons
                 if coupon.service and (status := moves.get(coupon.service.ticket))
                 and may(coupon.status, status, AIRLINE)}
        if each.emd and there:
            change(work, (each,), there)


ACTIONS = {"O": "opened", "A": "control", "C": "checkin", "L": "boarded", "F": "flown", "S": "suspend", "I": "irreg",
           "U": "unavail", "Z": "closed", "G": "fim"}
