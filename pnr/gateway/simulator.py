"""What the simulator does with a request: one charge a key, states that only go forward, never more back than came."""
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from ..clock import Clock
from ..values.numbers import masked
from .behaviour import MANNERS, manner_of, outcome
from .protocol import (
    AUTHORISE,
    AUTHORISED,
    CAPTURE,
    CAPTURED,
    DECLINED,
    PAID,
    PENDING,
    QUERY,
    REFUND,
    REFUNDED,
    REFUSED,
    UNKNOWN,
    VOID,
    VOIDED,
    WALLETS,
    Answer,
    Request,
)
from .tables import Journal, Row


@dataclass(frozen=True)
class Said:
    """An answer, and how it is brought: `silent` not at all, `forged` with a wrong signature, so many `times`."""

    answer: Answer
    silent: bool = False
    forged: bool = False
    times: int = 1


class Simulator:
    """Many hosts may ask at once; each request is looked at alone."""

    def __init__(self, journal: Journal, clock: Clock, page: str = ""):
        self.journal, self.clock, self.page = journal, clock, page
        self.lock = threading.Lock()

    def ask(self, request: Request) -> Said:
        with self.lock:
            said = DOES[request.operation](self, request)
            self.journal.say(self.now, request.operation, request.key, said.answer.state)
            return said

    @property
    def now(self) -> str:
        return self.clock().isoformat()

    # ---- one function for each thing that is asked

    def authorise(self, request: Request) -> Said:
        row = Row(request.key, self.now, request.scheme, masked(request.number, 6), request.amount, request.currency,
                  request.approval or approved(request.key), manner_of(request))
        if self.journal.open(row):
            manner = MANNERS[row.manner]
            return Said(self.told(request, row), manner.silent, manner.forged, 2 if manner.twice else 1)
        known = self.journal.find(request.key)
        assert known is not None
        if known.state != VOIDED and (known.amount, known.currency, known.scheme) != (
                row.amount, row.currency, row.scheme):
            return refused(request, "KEY USED FOR ANOTHER CHARGE")
        return Said(self.told(request, known), times=2 if MANNERS[known.manner].twice else 1)

    def query(self, request: Request) -> Said:
        row = self.journal.find(request.key)
        if row is None:
            return Said(Answer(request.operation, request.key, UNKNOWN))
        return Said(self.told(request, row), times=2 if MANNERS[row.manner].twice else 1)

    def capture(self, request: Request) -> Said:
        row = self.journal.find(request.key)
        if row is None:
            return refused(request, "NO SUCH CHARGE")
        if self.state(row)[0] == AUTHORISED:
            row = self.settled(row, CAPTURED)
        return Said(self.told(request, row))

    def void(self, request: Request) -> Said:
        """Also of a key nobody knows, so that a charge which comes late finds itself voided."""
        row = Row(request.key, self.now, request.scheme, "", request.amount, request.currency, "", "approves", VOIDED)
        if self.journal.open(row):
            return Said(self.told(request, row))
        known = self.journal.find(request.key)
        assert known is not None
        if any(refund.state != VOIDED for refund in self.journal.refunds(request.key)):
            return refused(request, "PARTLY REFUNDED")
        if self.state(known)[0] != DECLINED:
            known = self.settled(known, VOIDED)
        return Said(self.told(request, known))

    def refund(self, request: Request) -> Said:
        known = self.journal.find(request.key)
        if known is None:
            charge = self.journal.find(request.charge)
            if charge is None or self.state(charge)[0] != CAPTURED:
                return refused(request, "NOTHING TO REFUND")
            given = sum(row.amount for row in self.journal.refunds(charge.key) if row.state != VOIDED)
            if request.amount + given > charge.amount or request.amount <= 0 or request.currency != charge.currency:
                return refused(request, "MORE THAN RECEIVED")
            known = Row(request.key, self.now, charge.scheme, charge.card, request.amount, request.currency, "",
                        "approves", REFUNDED, charge.key)
            self.journal.open(known)
        return Said(self.told(request, known))

    def pay(self, key: str, good: bool = True) -> bool:
        """What the payer does with the code of a wallet; False when there is nothing to pay."""
        with self.lock:
            row = self.journal.find(key)
            if row is None or row.scheme not in WALLETS or self.state(row)[0] != PENDING:
                return False
            self.settled(row, CAPTURED if good else DECLINED)
            return True

    # ---- how things stand

    def settled(self, row: Row, state: str) -> Row:
        self.journal.settle(row.key, state)
        return replace(row, state=state)

    def state(self, row: Row) -> tuple[str, str]:
        if row.state:
            return row.state, "REFUSED BY PAYER" if row.state == DECLINED else ""
        age = (self.clock() - datetime.fromisoformat(row.opened)).total_seconds()
        return outcome(row.manner, row.scheme, int(age))

    def told(self, request: Request, row: Row) -> Answer:
        state, reason = self.state(row)
        wallet = row.scheme in WALLETS and not row.charge
        return Answer(request.operation, row.key, state, row.amount, row.currency,
                      row.approval if state in PAID and not wallet else "", reason,
                      f"{self.page}/pay/{row.key}" if wallet and state == PENDING else "")


DOES = {AUTHORISE: Simulator.authorise, CAPTURE: Simulator.capture, VOID: Simulator.void, REFUND: Simulator.refund,
        QUERY: Simulator.query}


def refused(request: Request, reason: str) -> Said:
    return Said(Answer(request.operation, request.key, REFUSED, request.amount, request.currency, "", reason))


def approved(key: str) -> str:
    """A123456"""
    return f"A{int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), 'big') % 1_000_000:06}"
