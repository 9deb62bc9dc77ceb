"""Carry out TTP and ETDZ: what is paid in cash at once, what the gateway is asked for when it has said yes."""
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from ..engine import guards
from ..engine.booking.automatic import automatic
from ..engine.booking.ending import demand
from ..engine.delivery.wished import send
from ..engine.store.weight import Weight
from ..engine.ticketing import paying
from ..engine.ticketing.ancillaries import service_orders, ties
from ..engine.ticketing.charges import OPEN, Attempt
from ..engine.ticketing.orders import Choice, Order, demand_in_time, orders
from ..engine.ticketing.paying import Heard
from ..engine.ticketing.sale import arranged_today, sell
from ..engine.ticketing.tickets import TicketSet
from ..engine.ticketing.wishes import Wish
from ..errors import GatewayUnavailable, NotEnded, NothingInHand, PaymentDeclined, PaymentInProgress, PnrError
from ..values.money import Money
from ..values.spans import numbers
from .command import Command, Outside, Reply, execute
from .details import segment_tattoos, tattoos
from .display import shown
from .manual import demand_whole
from .printers import ready
from .reissues import with_reissues
from .ticketing import IssueServices, IssueTickets, ServicesIssued, TicketsIssued, TicketsMailed


@dataclass(frozen=True)
class SettlePayment(Command):
    """What the gateway answered to the attempt of this key; nothing when it is given up. No agent says this."""

    issue: IssueTickets
    key: str
    heard: Heard | None = None
    weight = Weight.FILE


@dataclass(frozen=True)
class PaymentPending(Reply):
    """The payer, or his bank, has not answered yet; `code` is what a wallet's QR code says. Nothing is issued."""

    locator: str
    payer: str
    amount: Money
    code: str = ""


Came = TicketsIssued | PaymentPending | Outside


@execute.register
def issue_tickets(command: IssueTickets, work) -> TicketsIssued | PaymentPending | Outside:
    ready(command.printer, work)
    last = work.attempts.last(work.area.working.number) if work.area.working.version else None
    wanted = demanded(command, work)
    if paying.issued_meanwhile(work, wanted, last):
        return told_again(command, last, work)
    attempt = wishing(command, paying.begin(work, wanted, command.printer, last))
    if not attempt.charges:
        completed(work)
        return issued(command, sell(work, wanted, command.printer), work)
    if work.gateway.instant:
        return settled(command, attempt, paying.asked(work.gateway, attempt, work.now), wanted, work)
    kept = attempt if attempt.version else work.attempts.keep(attempt, work.now)
    return Outside(partial(paying.asked, work.gateway, kept, work.now),
                   partial(SettlePayment, command, kept.key), SettlePayment(command, kept.key))


@execute.register
def settle_payment(command: SettlePayment, work) -> Reply:
    attempt = work.attempts.attempt(command.key)
    if command.heard is None:
        if attempt.state == OPEN:
            paying.abandon(work, attempt)
        return Reply()
    wanted = demanded(command.issue, work)
    if paying.issued_meanwhile(work, wanted, attempt):
        return told_again(command.issue, attempt, work)
    if attempt.state != OPEN:
        raise PaymentInProgress()
    return settled(command.issue, attempt, command.heard, wanted, work)


def settled(command: IssueTickets, attempt: Attempt, heard: Heard, wanted: tuple[Order, ...], work) -> Came:
    """Issue what is paid; else keep what is known of it, and say so."""
    attempt = wishing(command, attempt.hearing(heard.charges))
    if heard.error:
        if isinstance(heard.error, GatewayUnavailable) and not any(charge.state for charge in attempt.charges):
            paying.abandon(work, attempt)
        else:
            work.attempts.keep(attempt, work.now)
        return refusing(heard.error)
    if declined := attempt.declined:
        paying.abandon(work, attempt)
        return refusing(PaymentDeclined(reason=declined.reason or "DECLINED"))
    if pending := attempt.pending:
        work.attempts.keep(attempt, work.now)
        return PaymentPending(attempt.locator, pending.name, pending.amount, pending.code)
    completed(work)
    return issued(command, paying.issue_paid(work, attempt, wanted), work, attempt.wish)


def wishing(command: IssueTickets, attempt: Attempt) -> Attempt:
    """The attempt with what is wanted with its documents, this time or before."""
    return replace(attempt, wish=command.wish or attempt.wish)


def refusing(error: PnrError) -> Outside:
    """A refusal that takes nothing back: what is known of the payment stays."""
    return Outside(raising(error), lambda nothing: nothing)


def raising(error: PnrError) -> Callable[[], None]:
    def refuse() -> None:
        raise error

    return refuse


def demanded(command: IssueTickets, work) -> tuple[Order, ...]:
    """What is to be issued; raises what stands against it."""
    guards.demand(work, "issue")
    ended(work)
    if isinstance(command, IssueServices):
        return services(command, work)
    choice = Choice(tattoos(work, command.passengers), segment_tattoos(work, command.segments),
                    tuple(numbers(command.fares)), command.kind, command.carrier, work.office.id,
                    command.exchange if work.manners.exchanges_asked else None)
    booking = with_reissues(work.area.working, choice.passengers, work)
    wanted = orders(booking, choice, work.today, work.manners)
    demand_in_time(wanted, work.bookings.find(work.area.base.locator), work.now)
    for each in wanted:
        demand_whole(each.stored, work)
        if each.stored.exchange:
            guards.demand(work, "exchange")
    if work.area.changed:
        before = work.area
        completed(work)
        demand(work.area.with_working(arranged_today(work)), work.manners.needs)
        work.area = before
    return wanted


def services(command: IssueServices, work) -> tuple[Order, ...]:
    """Stored services that may be issued now; raises what stands against it."""
    wanted = service_orders(work.area.working, tuple(numbers(command.fares)))
    for each in wanted:
        ties(work, each)
    return wanted


def completed(work) -> None:
    """What is unfiled is filed with the tickets, with what the host writes by itself."""
    if work.area.changed:
        work.area = work.area.with_working(automatic(work.area.working, work))


def ended(work) -> None:
    """Tickets are issued for a filed booking; some dialects file what is unfiled with them."""
    if work.area.empty:
        raise NothingInHand()
    if not work.area.working.version or (work.area.changed and not work.manners.tickets_file):
        raise NotEnded()


def issued(command: IssueTickets, sets: tuple[TicketSet, ...], work, wish: Wish | None = None) -> TicketsIssued:
    """The documents, with what was wanted with them posted."""
    wish = wish or command.wish
    post = send(work, wish, sets) if wish else ()
    reply = told(command, sets, work)
    return TicketsMailed(reply.locator, sets, reply.display, post) if wish else reply


def told(command: IssueTickets, sets: tuple[TicketSet, ...], work) -> TicketsIssued:
    locator = work.area.working.locator
    display = shown(work) if command.redisplay else None
    if display is None:
        work.area = work.area.holding()
    made = ServicesIssued if isinstance(command, IssueServices) else TicketsIssued
    return made(locator, sets, display)


def told_again(command: IssueTickets, attempt: Attempt | None, work) -> TicketsIssued:
    """What the host issued by itself, as if it had been issued now."""
    assert attempt is not None
    work.area = work.area.holding(work.bookings.find(attempt.locator))
    return told(command, tuple(work.tickets.whole(number) for number in attempt.issued), work)
