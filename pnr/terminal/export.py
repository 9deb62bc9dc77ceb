"""`pnr export`: the ledger and the settlement file, as other programs read them."""
import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

from ..engine.booking.bookings import Bookings
from ..engine.delivery.calendar import calendar
from ..engine.delivery.papers import Setting
from ..engine.delivery.words import ENGLISH
from ..engine.store.weight import Weight
from ..engine.ticketing.accounts import Ledger
from ..engine.ticketing.ledger import Entries, Posting
from ..engine.ticketing.sales import totals
from ..engine.ticketing.settlement import DoesNotReconcile, Settlement, by_airline, by_form, settlement
from ..values.money import Money

__all__ = ["DoesNotReconcile", "beancount", "bsp", "ics", "proved"]
Say = Callable[[str], None]
TITLE, HEADED = ["HEAD", "PNR SETTLEMENT", "2"], 7  # how a settlement file begins, and cells of that record
FIRST, LAST = date(1970, 1, 1), date(9999, 12, 31)
ACCOUNTS = {  # of the host's ledger, in words of beancount; the party stands in the middle
    "cash": "Assets:Cash", "receivable": "Assets:Receivable", "card": "Assets:Cards:{}",
    "sales": "Liabilities:Airlines:{}:Sales", "refunds": "Liabilities:Airlines:{}:Refunds",
    "penalties": "Liabilities:Airlines:{}:Penalties", "residual": "Liabilities:Airlines:{}:Residual",
    "interline": "Liabilities:Airlines:{}:Interline",
    "remittance": "Liabilities:Airlines:{}:Remittance", "taxes": "Liabilities:Taxes:{}",
    "commission": "Income:Commission:{}"}


# ---- the ledger

def beancount(host, first: date | None, last: date | None, say: Say) -> None:
    """Every posting as a transaction, the accounts opened on the day they are first used."""
    say('option "title" "pnr"')
    postings = host.store.transact(Weight.LOOK, lambda session, _: list(Ledger(session).between(
        (first or FIRST).isoformat(), (last or LAST).isoformat())))
    opened: set[str] = set()
    for posting, office, entries in postings:
        for name in dict.fromkeys(account(entry.account) for entry in entries):
            if name not in opened:
                opened.add(name)
                say(f"{posting.day} open {name}")
        say("\n".join(transaction(posting, office, entries)))


def account(name: str) -> str:
    """card:VI as Assets:Cards:VI"""
    group, _, party = name.partition(":")
    return ACCOUNTS[group].format(party)


def transaction(posting: Posting, office: str, entries: Entries) -> Iterator[str]:
    number = f"{posting.document[:3]}-{posting.document[3:]}"
    yield f'\n{posting.day} * "{number}" "{posting.posting}"'
    yield f'  office: "{office}"'
    yield f'  sign: "{posting.sign}"'
    yield f'  time: "{posting.at}"'
    for entry in entries:
        yield f"  {account(entry.account):<40} {entry.amount!s:>14} {entry.amount.currency}"


# ---- an itinerary

def ics(host, office: str, locator: str, say: Say) -> None:
    """The flights of a booking as a calendar; raises NotFound or InvalidLocator."""
    world = host.world
    booking = host.store.transact(Weight.LOOK, lambda session, _: Bookings(session).find(locator.upper()))
    now = host.clock()
    made = Setting(world, world.offices.office(office), now.date(), ENGLISH, {})
    for line in calendar(booking, made, now).split("\r\n")[:-1]:
        say(f"{line}\r")


# ---- the settlement file

def bsp(host, office: str, first: date | None, last: date | None, say: Say) -> None:
    """Records of a header, of documents, of coupons others fly, and of control totals; raises DoesNotReconcile."""
    known = host.world.offices.office(office)
    found = host.store.transact(Weight.LOOK, lambda session, _: settlement(
        session, known.id, first or FIRST, last or LAST))
    for record in records(found, known.iata):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(record)
        say(line.getvalue())


def proved(host, file: Path) -> str:
    """Why a settlement file is not what the ledger says, "" where it is; raises ValueError for another file."""
    told = file.read_text(encoding="utf-8").splitlines()
    head = next(csv.reader(told[:1]), [])
    if len(head) != HEADED or head[:3] != TITLE:
        raise ValueError(f"{file}: not a settlement file")
    lines: list[str] = []
    try:
        bsp(host, head[3], date.fromisoformat(head[5]), date.fromisoformat(head[6]), lines.append)
    except DoesNotReconcile as error:
        return str(error)
    for place, (said, posted) in enumerate(zip_longest(told, lines), 1):
        if said != posted:
            return f"{file}: line {place} is not what the ledger says"
    return ""


def records(found: Settlement, iata: str) -> Iterator[list]:
    yield [*TITLE, found.office, iata, found.first.isoformat(), found.last.isoformat()]
    for line in found.lines:
        yield ["DOCUMENT", line.sequence, line.code, line.ticket.number, line.ticket.count, line.posting.day,
               line.posting.sign, line.ticket.locator, line.fare.currency, str(line.fare), str(line.tax),
               str(line.fee), str(line.commission), line.form, str(line.total)]
    for share in found.shares:
        due = [share.due.currency, str(share.due)] if share.due else ["", ""]
        yield ["COUPON", share.document, share.coupon, share.issuer, share.carrier, share.currency, share.amount, *due]
    yield from summed(found)
    for (group, currency), minor in sorted(found.control.items()):
        yield ["CONTROL", group.upper(), currency, str(Money(minor, currency))]
    yield ["END", len(found.lines), len(found.shares)]


def summed(found: Settlement) -> Iterator[list]:
    """Of each airline and form of payment, and in the end what the office has to remit."""
    for carrier, currency, sums in by_airline(found.lines):
        amounts = sums.fare, sums.tax, sums.fee, sums.commission, sums.total, sums.cash, sums.remitted
        yield ["AIRLINE", carrier, currency, sums.documents, *map(str, amounts)]
    for form, currency, many, received in by_form(found.lines):
        yield ["FORM", form, currency, many, str(received)]
    for currency in sorted({line.fare.currency for line in found.lines}):
        yield ["REMIT", currency, str(totals(found.lines, currency).remitted)]
