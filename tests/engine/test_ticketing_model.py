"""Whatever agents do to tickets, in whatever order, the books come to nothing and coupons only ever close."""
from collections import Counter

from conftest import NOW
from engine.test_ticketing_host import books, filed, look
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import pnr
from pnr.engine.ticketing.records import Tickets
from pnr.engine.ticketing.tickets import coupons_of

PAYMENTS = ("FPCASH", "FPCCVI4111111111111111/1230", "FPCASH+CCVI4111111111111111/1230/CNY700.00", "FPINVOICE")
FEES = ("", "/CP100.00A", "/CP10", "/CP100", "/INVOL", "/FULL")


class Trade(RuleBasedStateMachine):
    """Two desks of an office and one abroad; what is received and given back is counted beside the ledger."""

    @initialize()
    def open(self):
        self.host = pnr.open("sqlite://", now=NOW)
        self.desks = [self.host.desk(), self.host.desk(agent="0002BB"), self.host.desk(office="LON1A0100")]
        self.locators: list[str] = []
        self.money: Counter[str] = Counter()
        self.closed: dict[str, str] = {}
        self.book(0, "FPCASH")

    def teardown(self):
        if hasattr(self, "host"):
            self.host.close()

    def desk(self, place):
        return self.desks[place % len(self.desks)]

    @rule(place=st.integers(0, 1), pay=st.sampled_from(PAYMENTS))
    def book(self, place, pay):
        if self.host.clock().day < 9:  # the flight has not left yet
            self.desk(place).enter("IG")
            self.locators.append(filed(self.desk(place), pay=pay))

    @rule(place=st.integers(0, 2), which=st.integers(0, 9), entry=st.sampled_from(["TTP", "TTP", "TTP/P1"]))
    def issue(self, place, which, entry):
        if self.locators:
            desk = self.desk(place)
            desk.enter("IG")
            desk.enter(f"RT{self.locators[which % len(self.locators)]}")
            self.count(desk.answer(entry), 1)

    @rule(place=st.integers(0, 2), which=st.integers(0, 9))
    def void(self, place, which):
        number = self.number(which)
        if number:
            self.count(self.desk(place).answer(f"TRDC/TK-{number[3:]}"), -1)

    @rule(place=st.integers(0, 2), which=st.integers(0, 9), fee=st.sampled_from(FEES), hours=st.sampled_from([0, 30]))
    def refund(self, place, which, fee, hours):
        number = self.number(which)
        if number:
            self.desk(place).answer(f"TRF{number}{fee}")
            self.host.clock.advance(hours=hours)
            answer = self.desk(place).answer("TRFP")
            self.money["given"] += answer.reply.record.total.minor if answer.ok else 0

    def number(self, which):
        numbers = [ticket.number for ticket in self.tickets()]
        return numbers[which % len(numbers)] if numbers else None

    def tickets(self):
        return look(self.host, lambda session: list(Tickets(session).all()))

    def count(self, answer, sign):
        if answer.ok:
            sets = answer.reply.sets if sign == 1 else (answer.reply.tickets,)
            self.money["received"] += sign * sum(tickets[0].fare.total.minor for tickets in sets)

    @invariant()
    def in_order(self):
        if not hasattr(self, "host"):
            return
        assert self.host.check() == []
        left = books(self.host)
        assert sum(left.values()) == 0
        kept = sum(amount for name, amount in left.items() if name.startswith(("cash", "card", "receivable")))
        assert kept == self.money["received"] - self.money["given"] >= 0
        for ticket, coupon in coupons_of(self.tickets()):
            key = f"{ticket.number}/{coupon.number}"
            assert self.closed.get(key, coupon.status) == coupon.status
            if coupon.status != "O":
                self.closed[key] = coupon.status


Trade.TestCase.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
TestTrade = Trade.TestCase
