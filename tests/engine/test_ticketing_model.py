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
from pnr.errors import UnableToProcess

PAYMENTS = ("FPCASH", "FPCCVI4111111111111111/1230", "FPCASH+CCVI4111111111111111/1230/CNY700.00", "FPINVOICE")
BACK = "SSCA1502Y15DECSHAPEK1;"
FORMS = {"CASH": "cash", "CC": "card", "INVOICE": "receivable"}  # and the accounts they are kept on
ON_TOP = ("FPO/CASH+/CASH", "FPO/CASH+/CCVI4111111111111111/1230")
CHANGES = ("SB9DEC2", "SB12DEC2", "SBY2", "SBM2", "SBH13DEC2", "SB16DEC3", "SBB3")
USED = ("CKIN", "LIFT", "FLWN", "OPEN", "SUSP")
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

    @rule(place=st.integers(0, 1), pay=st.sampled_from(PAYMENTS), back=st.sampled_from(["", BACK]))
    def book(self, place, pay, back=""):
        if self.host.clock().day < 9:  # the flight has not left yet
            self.desk(place).enter("IG")
            self.locators.append(filed(self.desk(place), names=f"{back}NM1SMITH/JOHN MR", pay=pay))

    @rule(place=st.integers(0, 2), which=st.integers(0, 9), entry=st.sampled_from(["TTP", "TTP", "TTP/P1"]))
    def issue(self, place, which, entry):
        if self.locators:
            self.answer(place, "IG")
            self.answer(place, f"RT{self.locators[which % len(self.locators)]}")
            self.count(self.answer(place, entry), 1)

    @rule(place=st.integers(0, 2), which=st.integers(0, 9))
    def void(self, place, which):
        number = self.number(which)
        if number:
            self.count(self.answer(place, f"TRDC/TK-{number[3:]}"), -1)

    @rule(place=st.integers(0, 2), which=st.integers(0, 9), entry=st.sampled_from(CHANGES), pay=st.sampled_from(ON_TOP),
          issue=st.booleans())
    def exchange(self, place, which, entry, pay, issue):
        """Other flights, filed, and where that is allowed a document for them in exchange; sometimes just priced."""
        if self.locators:
            for typed in ("IG", f"RT{self.locators[which % len(self.locators)]}", entry, "RFTEST", "ER", "ER", "FXQ"):
                answer = self.answer(place, typed)
            if answer.ok and issue:
                for typed in (pay, "RFTEST", "ER", "ER"):
                    self.answer(place, typed)
                self.count(self.answer(place, "TTP/EXCH"), 1)

    @rule(which=st.integers(0, 9), coupon=st.integers(1, 2), status=st.sampled_from(USED))
    def travel(self, which, coupon, status):
        number = self.number(which)
        if number:
            self.answer(0, f"TSU:{coupon}/{status}/{number[:3]}-{number[3:]}")

    @rule(place=st.integers(0, 2), which=st.integers(0, 9), fee=st.sampled_from(FEES), hours=st.sampled_from([0, 30]),
          part=st.sampled_from(["", "/D1C1", "/D1C2", "/DX1C1"]))
    def refund(self, place, which, fee, hours, part):
        """Of everything that is open, or of some coupons, the others perhaps later."""
        number = self.number(which)
        if number:
            self.answer(place, f"TRF{number}{fee}")
            if part:
                self.answer(place, f"TRFU{part}")
            self.host.clock.advance(hours=hours)
            answer = self.answer(place, "TRFP")
            if answer.ok:
                self.money.subtract(by_form(answer.reply.record.to))

    def number(self, which):
        numbers = [ticket.number for ticket in self.tickets()]
        return numbers[which % len(numbers)] if numbers else None

    def tickets(self):
        return look(self.host, lambda session: list(Tickets(session).all()))

    def answer(self, place, typed):
        answer = self.desk(place).answer(typed)
        assert not isinstance(answer.error, UnableToProcess), answer.screen
        return answer

    def count(self, answer, sign):
        for tickets in (answer.reply.sets if sign == 1 else (answer.reply.tickets,)) if answer.ok else ():
            for form, minor in moved(tickets[0]).items():
                self.money[form] += sign * minor

    @invariant()
    def money_is_conserved(self):
        """In the books is what was counted at the desks, form by form, and no form has given back more than it got."""
        if not hasattr(self, "host"):
            return
        assert self.host.check() == []
        left = books(self.host)
        assert sum(left.values()) == 0
        for form in FORMS.values():
            kept = sum(amount for name, amount in left.items() if name.startswith(form))
            assert kept == self.money[form] >= 0

    @invariant()
    def coupons_are_conserved(self):
        """None is ever gone, and what is void or refunded stays so; an exchanged one opens with its successor void."""
        if not hasattr(self, "host"):
            return
        tickets = self.tickets()
        void = {ticket.exchange.old for ticket in tickets if ticket.exchange and ticket.status == "VOID"}
        now = {f"{ticket.number}/{coupon.number}": coupon.status for ticket, coupon in coupons_of(tickets)}
        reopened = {f"{ticket.number}/{coupon.number}" for ticket, coupon in coupons_of(tickets)
                    if ticket.primary in void}
        for key, status in self.closed.items():
            assert now[key] == status or (status == "E" and key in reopened), key
        self.closed = {key: status for key, status in now.items() if status in "VRE"}


def moved(ticket):
    """What issuing this moved, by form: its payments, or what an exchange collected less what it gave back."""
    done = ticket.exchange
    money = by_form(done.collected if done else ticket.payments)
    money.subtract(by_form(done.back) if done else {})
    return money


def by_form(payments):
    money = Counter()
    for payment in payments:
        money[FORMS[payment.form]] += payment.amount.minor
    return money


Trade.TestCase.settings = settings(max_examples=16, stateful_step_count=25, deadline=None)
TestTrade = Trade.TestCase
