"""Tickets in the store: a versioned document for each number, and rows to find it by."""
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...errors import NoSuchTicket
from ...values.documents import read, write
from ..store.open import Session
from . import tables
from .tickets import Ticket, TicketSet, following

AFTER = "\uffff"


class Tickets:
    """Asks for documents and keeps them; every change is a compare-and-swap on the document's version."""

    def __init__(self, session: Session):
        self.session, self.keys = session, session.store.keys

    def find(self, number: str) -> Ticket:
        """Raises NoSuchTicket."""
        found = self.session.run(tables.TICKET, ticket=number).fetchone()
        if found is None:
            raise NoSuchTicket(number=number)
        return self.opened(number, found[0])

    def opened(self, number: str, body: str) -> Ticket:
        return read(body, self.keys.opened(f"ticket:{number}"))

    def whole(self, number: str) -> TicketSet:
        """Every number of the set this one belongs to, the first one first."""
        found = self.find(number)
        numbers = (following(found.primary, place) for place in range(found.count))
        return tuple(found if other == number else self.find(other) for other in numbers)

    def of_booking(self, booking: int) -> list[Ticket]:
        return self._found("booking", f"{booking:010}")

    def with_serial(self, serial: str) -> list[Ticket]:
        """By the ten digits after the airline's code."""
        return self._found("serial", serial)

    def with_identity(self, identity: str) -> list[Ticket]:
        return self._found("identity", self.keys.index(f"identity:{identity}"))

    def with_card(self, number: str) -> list[Ticket]:
        return self._found("card", self.keys.index(f"card:{number}"))

    def named(self, start: str) -> list[Ticket]:
        """Of passengers whose name begins so."""
        rows = self.session.run(tables.NAMED, sort="name", low=start, high=start + AFTER).fetchall()
        return [self.find(number) for number, in rows]

    def _found(self, kind: str, value: str) -> list[Ticket]:
        return [self.find(number) for number, in self.session.run(tables.FOUND, sort=kind, wanted=value).fetchall()]

    def finder_rows(self, ticket: Ticket) -> set[tuple[str, str]]:
        rows = {("booking", f"{ticket.booking:010}"), ("serial", ticket.serial), ("name", ticket.passenger)}
        if ticket.identity:
            rows.add(("identity", self.keys.index(f"identity:{ticket.identity}")))
        return rows | {("card", payment.token) for payment in ticket.payments if payment.token}

    def issue(self, tickets: Iterable[Ticket]) -> None:
        """Keep new documents; a number somebody else has just used makes the transaction run again."""
        for ticket in tickets:
            first = replace(ticket, version=1)
            self.session.run(tables.ISSUE, number=ticket.number, version=1, body=self._written(first))
            self.session.run_each(tables.POINT, [{"kind": kind, "value": value, "ticket": ticket.number}
                                                 for kind, value in sorted(self.finder_rows(ticket))])

    def change(self, tickets: Iterable[Ticket]) -> TicketSet:
        """Keep the next version of each document, unless somebody changed it since it was read."""
        return tuple(self._changed(ticket) for ticket in tickets)

    def rebook(self, tickets: Iterable[Ticket]) -> TicketSet:
        """The same for documents that go to another booking, which finds them from now on."""
        changed = []
        for ticket in tickets:
            before = self.finder_rows(self.find(ticket.number))
            after = self._changed(ticket)
            for statement, rows in ((tables.UNPOINT, before - self.finder_rows(after)),
                                    (tables.POINT, self.finder_rows(after) - before)):
                self.session.run_each(statement, [{"kind": kind, "value": value, "ticket": ticket.number}
                                                  for kind, value in sorted(rows)])
            changed.append(after)
        return tuple(changed)

    def _changed(self, ticket: Ticket) -> Ticket:
        after = replace(ticket, version=ticket.version + 1)
        self.session.change(tables.CHANGE, ticket=ticket.number, seen=ticket.version, document=self._written(after))
        return after

    def _written(self, ticket: Ticket) -> str:
        return write(ticket, self.keys.seal(f"ticket:{ticket.number}"))

    def all(self) -> Iterator[Ticket]:
        for number, body in self.session.run(tables.ALL).fetchall():
            yield self.opened(number, body)

    def all_finders(self) -> set[tuple[str, str, str]]:
        return set(map(tuple, self.session.run(tables.ALL_FINDERS).fetchall()))
