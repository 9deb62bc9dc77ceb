"""Payments through a gateway in a process of its own: one charge a document, no document without a charge."""
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from conftest import NOW, audited
from gateway.running import serving, started

from pnr.commands.issuing import PaymentPending
from pnr.commands.ticketing import TicketsIssued, TicketsMailed
from pnr.engine.delivery.posting import opened
from pnr.engine.store.outbox import Outbox
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing.attempts import Attempts
from pnr.engine.ticketing.charges import Attempt, Reversal
from pnr.engine.ticketing.paid import differences
from pnr.engine.ticketing.records import Tickets
from pnr.errors import (
    GatewayUnavailable,
    NoMailAddress,
    OptionsClash,
    PaymentDeclined,
    PaymentInProgress,
    PaymentNotVerified,
    PaymentTimedOut,
    SimultaneousChanges,
)
from pnr.gateway import signing
from pnr.gateway.behaviour import CARDS
from pnr.gateway.protocol import AUTHORISE, CAPTURE, QUERY, VOID
from pnr.gateway.remote import Remote
from pnr.terminal.host import Host

from . import workers

VISA = "FPCCVI4111111111111111/1230"
LATER = "2026-12-01T09:02Z"


def card(manner):
    return f"FPCCVI{next(number for number, name in CARDS.items() if name == manner)}/1230"


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    signing.make(folder)
    return folder


@pytest.fixture
def folder(keys, tmp_path, monkeypatch):
    """Where this test's gateway has its keys and its journal."""
    made = tmp_path / "gateway"
    made.mkdir()
    for path in keys.iterdir():
        (made / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv(signing.VARIABLE, str(made))
    return made


@pytest.fixture
def server(folder):
    with serving(folder) as made:
        yield made


@contextmanager
def paying(url, gateway, now=NOW):
    """A host that has everything settled once its time is over, and is found in order then."""
    with Host(url, now, gateway=gateway) as host:
        yield host
        host.clock.set("2026-12-01T12:00Z")
        host.tick()
        assert host.check() == []
        assert [each for each in payments(host) if not each.over] == []


@pytest.fixture
def host(server, tmp_path):
    with paying(f"sqlite:///{tmp_path / 'host.db'}", server.url) as made:
        yield made


def payments(host):
    return host.store.transact(Weight.LOOK, lambda session, _: list(Attempts(session).all()))


def documents(host):
    return host.store.transact(Weight.LOOK, lambda session, _: list(Tickets(session).all()))


def charges(server):
    """What the gateway's journal says: charges by state with their coins, refunds apart."""
    rows = server.journal.all()
    told = [(server.simulator.state(row)[0], row.amount) for row in rows if not row.charge]
    return sorted(told), sorted((row.state, row.amount) for row in rows if row.charge)


def filed(desk, pay=VISA, seats=1, names="NM1SMITH/JOHN MR"):
    """A booking of one flight, priced, ready to be ticketed, in hand; gives its locator."""
    for entry in ("AN10DECPEKSHA/ACA", f"SS{seats}Y1", names, "APM13800138000", "TKOK", "FXP", pay, "RFTEST"):
        desk.ask(entry)
    return desk.ask("ER").booking.locator


def repaid(desk, pay):
    """The booking in hand with another form of payment."""
    desk.ask("RT")
    number = next(line.split()[0] for line in desk.enter("RT").split("\n") if line.strip()[2:].startswith("FP "))
    for entry in (f"XE{number}", pay, "RFTEST"):
        desk.ask(entry)
    desk.ask("ER")


# ---- the good case

def test_a_card_is_authorised_then_ticketed_then_captured(host, server):
    desk = host.desk()
    filed(desk)
    ticket = desk.ask("TTP").sets[0][0]
    assert charges(server) == ([("captured", 203000)], [])
    (row,) = server.journal.all()
    assert (ticket.payments[0].charge, ticket.payments[0].approval) == (row.key, row.approval)
    said = [said[0] for said in server.journal.connection.execute("SELECT operation FROM said ORDER BY number")]
    assert said == ["authorise", "capture"]


def test_each_document_is_a_charge_of_its_own(host, server):
    desk = host.desk()
    filed(desk, "FPCCVI4111111111111111/1230/CNY1000.00+CCCA5555555555554444/1230", 2,
          "NM1SMITH/JOHN MR1BROWN/MARY MRS")
    sets = desk.ask("TTP").sets
    assert charges(server) == ([("captured", 100000)] * 2 + [("captured", 103000)] * 2, [])
    assert len({payment.charge for tickets in sets for payment in tickets[0].payments}) == 4


def test_nothing_is_asked_within_a_transaction_and_cash_costs_one(host, monkeypatch):
    writes = []
    transact = host.store.transact
    monkeypatch.setattr(host.store, "transact", lambda weight, body: (writes.append(weight), transact(weight, body))[1])
    ask = host.gateway.ask
    monkeypatch.setattr(host.gateway, "ask", lambda *asked: (writes.append("asked"), free(host), ask(*asked))[2])
    desk = host.desk()
    filed(desk)
    writes.clear()
    desk.ask("TTP")
    assert [each for each in writes if each in ("asked", Weight.FILE)] == ["asked" if each == "asked" else Weight.FILE
                                                                          for each in (3, "asked", 3, "asked")]
    filed(desk, "FPCASH")
    writes.clear()
    desk.ask("TTP")
    assert [each for each in writes if each in ("asked", Weight.FILE)] == [Weight.FILE]


def free(host):
    """Another program can write meanwhile."""
    with Host(f"sqlite:///{host.store.driver.path}", NOW) as other:
        other.store.transact(Weight.FILE, lambda session, _: None)


def test_no_number_of_a_card_is_left_anywhere(host, server, tmp_path):
    desk = host.desk()
    filed(desk)
    desk.ask("TTP")
    filed(desk, card("times-out"))
    with pytest.raises(PaymentTimedOut):
        desk.ask("TTP")
    done, open_ = payments(host)
    assert done.orders == () and [charge.number for charge in done.charges] == [""]
    assert open_.charges[0].number == "4000000000000226"
    host.store.checkpoints.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"4111111111111111" not in stored and b"4000000000000226" not in stored


# ---- declined, silent, forged, away

def test_one_card_declined_gives_back_the_other(host, server):
    desk = host.desk()
    filed(desk, f"FPCCCA5555555555554444/1230/CNY30.00+{card('declines')[2:]}")
    with pytest.raises(PaymentDeclined):
        desk.ask("TTP")
    assert documents(host) == []
    assert charges(server) == ([("declined", 200000), ("voided", 3000)], [])
    repaid(desk, VISA)
    assert len(desk.ask("TTP").issued) == 1
    assert charges(server)[0] == [("captured", 203000), ("declined", 200000), ("voided", 3000)]


@pytest.mark.parametrize("manner, error", [("times-out", PaymentTimedOut), ("forged", PaymentNotVerified)])
def test_what_nobody_knows_is_settled_when_it_is_asked_again(host, server, manner, error):
    desk = host.desk()
    filed(desk, card(manner))
    with pytest.raises(error):
        desk.ask("TTP")
    assert documents(host) == []
    assert len(desk.ask("TTP").issued) == 1
    assert charges(server) == ([("captured", 203000)], [])


def test_a_silent_decline(host, server):
    desk = host.desk()
    filed(desk, card("times-out-declined"))
    for error in (PaymentTimedOut, PaymentDeclined):
        with pytest.raises(error):
            desk.ask("TTP")
    assert documents(host) == []


def test_answers_that_come_twice_are_one_charge(host, server):
    desk = host.desk()
    filed(desk, card("answers-twice"))
    assert len(desk.ask("TTP").issued) == 1
    assert charges(server) == ([("captured", 203000)], [])


def test_the_host_finds_out_by_itself_and_the_agent_is_told(host, server):
    desk = host.desk()
    filed(desk, card("times-out"))
    with pytest.raises(PaymentTimedOut):
        desk.ask("TTP")
    host.clock.advance(seconds=60)
    host.tick()
    (ticket,) = documents(host)
    assert ticket.sign == "0001AA" and charges(server) == ([("captured", 203000)], [])
    reply = desk.ask("TTP/RT")
    assert isinstance(reply, TicketsIssued) and reply.issued == (ticket.number,)
    assert len(documents(host)) == 1


def test_who_is_ticketed_meanwhile_is_not_told_for_somebody_else(host, server):
    desk, other = host.desk(), host.desk(agent="0002BB")
    locator = filed(desk, "FPMSALIPAY", 2, "NM1SMITH/JOHN MR1BROWN/MARY MRS")
    other.ask(f"RT{locator}")
    assert desk.ask("TTP/P1").amount.minor == 203000
    with pytest.raises(PaymentInProgress):
        other.ask("TTP/P2")  # the payer of the first may be about to pay
    (attempt,) = payments(host)
    server.simulator.pay(attempt.charges[0].key)
    host.clock.advance(seconds=60)
    host.tick()
    (ticket,) = documents(host)
    with pytest.raises(SimultaneousChanges):  # the booking in hand is not as it is filed any more
        desk.ask("TTP/P2")
    assert desk.ask("TTP/P1").issued == (ticket.number,)
    assert charges(server)[0] == [("captured", 203000)]


def test_a_booking_that_changed_meanwhile_is_not_charged(host, server):
    desk, other = host.desk(), host.desk(agent="0002BB")
    locator = filed(desk, card("times-out"))
    with pytest.raises(PaymentTimedOut):
        desk.ask("TTP")
    for entry in (f"RT{locator}", "RMHELLO", "RFOTHER", "ET"):
        other.ask(entry)
    host.clock.advance(seconds=60)
    host.tick()
    assert documents(host) == [] and charges(server) == ([("voided", 203000)], [])


def test_another_form_of_payment_gives_up_the_first(host, server):
    desk = host.desk()
    filed(desk, card("times-out"))
    with pytest.raises(PaymentTimedOut):
        desk.ask("TTP")
    repaid(desk, "FPCASH")
    assert len(desk.ask("TTP").issued) == 1
    assert charges(server) == ([("voided", 203000)], [])


def test_a_gateway_that_is_away(folder, tmp_path):
    url = f"sqlite:///{tmp_path / 'host.db'}"
    with serving(folder) as server:
        port, address = server.server_port, server.url
    with paying(url, address) as host:
        desk = host.desk()
        filed(desk)
        with pytest.raises(GatewayUnavailable):
            desk.ask("TTP")
        assert documents(host) == []
        with serving(folder, port) as server:
            assert len(desk.ask("TTP").issued) == 1
            assert charges(server) == ([("captured", 203000)], [])


def test_a_gateway_that_goes_away_before_the_capture(host, server, monkeypatch):
    desk = host.desk()
    filed(desk)
    ask = host.gateway.ask
    monkeypatch.setattr(host.gateway, "ask", lambda request, age=0: away() if request.operation == CAPTURE
                        else ask(request, age))
    assert len(desk.ask("TTP").issued) == 1
    assert charges(server) == ([("authorised", 203000)], [])
    monkeypatch.undo()
    host.clock.advance(seconds=60)
    host.tick()
    assert charges(server) == ([("captured", 203000)], [])


def away():
    raise GatewayUnavailable(reason="away")


def test_in_one_transmission_nothing_may_follow_what_waits_for_an_answer(host, server):
    desk = host.desk("eterm")
    for entry in ("SS:CA1501/Y/10DEC/PEKSHA/1\nNM1TEST/JIA\nCT:13800138000\nSSR FOID CA HK/NI999999198001010011/P1\n"
                  "TKTL/1200/08DEC/BJS100\n@", "RT:{}", "PAT:A", "SFC:01", "XE5", "XE11",
                  VISA.replace("FPCC", "FP:CC/"), "2RR"):
        reply = desk.ask(entry.format(getattr(desk.last, "locator", "")))
    before = desk.held
    with pytest.raises(OptionsClash):
        desk.ask("ETDZ:1\nRT")
    assert (documents(host), payments(host), charges(server), desk.held) == ([], [], ([], []), before)
    assert len(desk.ask("ETDZ:1").issued) == 1 and reply


# ---- wallets

def test_a_wallet_by_its_code(host, server):
    desk = host.desk()
    filed(desk, "FPMSALIPAY", 2, "NM1SMITH/JOHN MR1BROWN/MARY MRS")
    reply = desk.ask("TTP")
    assert isinstance(reply, PaymentPending) and reply.amount.minor == 406000
    assert documents(host) == []
    screen = desk.enter("TTP")
    assert "█" in screen and reply.code in screen and not desk.answer("TTP").filed
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request("POST", urlsplit(reply.code).path)
    assert connection.getresponse().status == 200
    sets = desk.ask("TTP").sets
    assert charges(server) == ([("captured", 406000)], [])
    desk.ask(f"TRDC/TK-{sets[0][0].serial}")
    assert charges(server) == ([("captured", 406000)], [("refunded", 203000)])


def test_a_payer_who_pays_when_nobody_looks(host, server):
    desk = host.desk()
    filed(desk, "FPMSWECHAT")
    assert isinstance(desk.ask("TTP"), PaymentPending)
    desk.ask("IG")
    (attempt,) = [each for each in payments(host) if isinstance(each, Attempt)]
    server.simulator.pay(attempt.charges[0].key)
    host.clock.advance(seconds=60)
    host.tick()
    assert len(documents(host)) == 1 and charges(server) == ([("captured", 203000)], [])


@pytest.mark.parametrize("waits", [False, True])
def test_the_receipt_follows_a_payment_that_was_waited_for(host, server, waits):
    """At the desk that asks again, or posted by the host when nobody does; once."""
    desk = host.desk()
    filed(desk, "FPMSWECHAT")
    reply = desk.ask("TTP/ITR-EML-JOHN@EXAMPLE.COM")
    assert isinstance(reply, PaymentPending) and letters(host) == []
    (attempt,) = [each for each in payments(host) if isinstance(each, Attempt)]
    server.simulator.pay(attempt.charges[0].key)
    if waits:
        assert isinstance(desk.ask("TTP"), TicketsMailed)
    else:
        desk.ask("IG")
    host.clock.advance(seconds=60)
    host.tick()
    [ticket], [letter] = documents(host), letters(host)
    assert letter.to == "JOHN@EXAMPLE.COM" and ticket.number[3:] in letter.text
    assert all(each.wish is None for each in payments(host) if isinstance(each, Attempt))


def letters(host):
    def body(session, _):
        return [opened(session, each) for each in Outbox(session).pending() if each.kind == "mail"]
    return host.store.transact(Weight.LOOK, body)


def test_no_address_no_charge(host, server):
    desk = host.desk()
    filed(desk, "FPMSWECHAT")
    with pytest.raises(NoMailAddress):
        desk.ask("TTP/ITR-EML")
    assert payments(host) == []


def test_a_payer_who_will_not(host, server):
    desk = host.desk()
    filed(desk, "FPMSALIPAY")
    desk.ask("TTP")
    (attempt,) = payments(host)
    server.simulator.pay(attempt.charges[0].key, good=False)
    with pytest.raises(PaymentDeclined):
        desk.ask("TTP")
    assert documents(host) == []


# ---- what goes back

def test_a_void_releases_the_charge(host, server):
    desk = host.desk()
    filed(desk)
    number = desk.ask("TTP").sets[0][0].serial
    desk.ask(f"TRDC/TK-{number}")
    assert charges(server) == ([("voided", 203000)], [])
    assert [each.why for each in payments(host) if isinstance(each, Reversal)] == ["V"]


def test_a_refund_goes_back_to_the_forms_it_came_from(host, server):
    desk = host.desk()
    filed(desk, "FPCASH+CCVI4111111111111111/1230/CNY700.00")
    desk.ask("TTP")
    desk.ask("TRF999-2300000011")
    desk.ask("TRFU/CP1400.00A")
    assert [(paid.form, str(paid.amount)) for paid in desk.ask("TRFP").to] == [("CC", "630.00")]
    assert charges(server) == ([("captured", 70000)], [("refunded", 63000)])


def test_what_goes_back_is_asked_for_until_it_went(host, server, monkeypatch):
    desk = host.desk()
    filed(desk)
    desk.ask("TTP")
    with monkeypatch.context() as patch:
        patch.setattr(host.gateway, "ask", lambda request, age=0: away())
        desk.ask("TRF999-2300000011")
        desk.ask("TRFP")
    assert charges(server)[1] == []
    host.clock.advance(seconds=60)
    host.tick()
    assert charges(server) == ([("captured", 203000)], [("refunded", 193200)])


def test_what_the_gateway_refuses_to_give_back_the_audit_says(server, tmp_path):
    with Host(f"sqlite:///{tmp_path / 'host.db'}", NOW, gateway=server.url) as host:
        desk = host.desk()
        filed(desk)
        key = desk.ask("TTP").sets[0][0].payments[0].charge
        server.journal.settle(key, "voided")  # as only the acquirer could
        desk.ask("TRF999-2300000011")
        desk.ask("TRFP")
        assert host.check() == [f"payback {key}-R2300000011: refused by the gateway, NOTHING TO REFUND"]


def test_a_charge_that_cannot_be_captured_the_audit_says(server, tmp_path, monkeypatch):
    with Host(f"sqlite:///{tmp_path / 'host.db'}", NOW, gateway=server.url) as host:
        desk = host.desk()
        filed(desk)
        with monkeypatch.context() as patch:
            ask = host.gateway.ask
            patch.setattr(host.gateway, "ask", lambda request, age=0: away() if request.operation == CAPTURE
                          else ask(request, age))
            key = desk.ask("TTP").sets[0][0].payments[0].charge
        server.journal.settle(key, "voided")
        host.clock.advance(seconds=60)
        host.tick()
        assert host.check() == [f"charge {key}: voided, and a document was issued for it"]


def test_voided_before_it_was_captured(host, server, monkeypatch):
    desk = host.desk()
    filed(desk)
    with monkeypatch.context() as patch:
        patch.setattr(host.gateway, "ask", lambda request, age=0, ask=host.gateway.ask: away()
                      if request.operation == CAPTURE else ask(request, age))
        number = desk.ask("TTP").sets[0][0].serial
        desk.ask(f"TRDC/TK-{number}")
    assert charges(server) == ([("voided", 203000)], [])


# ---- two desks

def test_two_desks_ticket_one_booking_at_once(url, server):
    with paying(url, server.url) as host:
        desks = host.desk(), host.desk(agent="0002BB")
        locator = filed(desks[0])
        desks[1].ask(f"RT{locator}")
        errors = [error for error in together(*(lambda desk=desk: desk.ask("TTP") for desk in desks)) if error]
        assert [type(error) for error in errors] in ([PaymentInProgress], [SimultaneousChanges])
        assert len(documents(host)) == 1
        host.clock.advance(seconds=60)
        host.tick()
        assert [charge for charge in charges(server)[0] if charge[0] != "voided"] == [("captured", 203000)]


def together(*bodies):
    from .test_ticketing_host import together as run

    return run(*bodies)


# ---- killed at any point

class Killed(Remote):
    """Ends the program in one of its requests: before it is sent, or after it was answered."""

    def __init__(self, url, folder, operation, after):
        super().__init__(url, folder)
        self.operation, self.after = operation, after

    def ask(self, request, age=0):
        if request.operation == self.operation and not self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        answers = super().ask(request, age)
        if request.operation == self.operation:
            os.kill(os.getpid(), signal.SIGKILL)
        return answers


def killed_when_paying(where, gateway):
    """A desk whose program dies while it is paying, or after that."""

    def work(number, say):
        with Host(where, NOW) as host:
            host.gateway = gateway
            desk = host.desk()
            say(filed(desk))
            desk.ask("TTP")

    worker = workers.start(work)
    worker.lines()
    return worker.code


@pytest.mark.parametrize("operation", [AUTHORISE, CAPTURE])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_between_payment_and_ticket(folder, tmp_path, operation, after):
    where = f"sqlite:///{tmp_path / 'host.db'}"
    Host(where, NOW).close()
    workers.warm()
    process, address = started(folder)
    try:
        code = killed_when_paying(where, Killed(address, folder, operation, after))
        assert code == -signal.SIGKILL
        with paying(where, address, LATER) as host:
            host.tick()
            issued = documents(host)
            assert len(issued) == (operation == CAPTURE or after)  # what was never asked for is given up
            states = {row["state"] for row in asked_now(host, address, folder)}
            assert states == ({"captured"} if issued else {"voided"})
    finally:
        process.kill()
        process.wait()


def asked_now(host, address, folder):
    gateway = Remote(address, folder)
    for each in payments(host):
        for charge in each.charges:
            yield vars(gateway.ask(charge.request(QUERY))[-1])


def test_killed_at_any_moment(folder, tmp_path):
    """Programs that ticket by card and by wallet, killed whenever; then one that has the time to find out."""
    where = f"sqlite:///{tmp_path / 'host.db'}"
    Host(where, NOW).close()
    workers.warm()
    process, address = started(folder)

    def work(number, say):
        with Host(where, NOW, gateway=address) as host:
            desk = host.desk()
            while True:
                filed(desk, VISA if number % 3 else card("times-out"))
                say("filed")
                with suppress(PaymentTimedOut):
                    desk.ask("TTP")
                desk.ask("IG")

    try:
        for seed in range(12):
            worker, chance = workers.start(work, seed), random.Random(seed)
            worker.until(chance.randint(1, 3))
            time.sleep(chance.uniform(0, 0.06))
            worker.kill()
            worker.lines()
        with paying(where, address, LATER) as host:
            host.tick()
            attempts = payments(host)
            assert {each.state for each in attempts} <= {"done", "closed"} and len(attempts) >= 12
            states = [each["state"] for each in asked_now(host, address, folder)]
            assert states.count("captured") == len(documents(host)) and set(states) <= {"captured", "voided"}
    finally:
        process.kill()
        process.wait()


# ---- the audit sees what is wrong

def test_the_audit_notices_a_charge_without_its_document():
    with audited("sqlite://") as host:
        desk = host.desk()
        filed(desk)
        desk.ask("TTP")

        def tampered(session, _):
            tickets = {ticket.number: ticket for ticket in Tickets(session).all()}
            assert list(differences(session, tickets)) == []
            (number, ticket), = tickets.items()
            lost = replace(ticket, payments=(replace(ticket.payments[0], charge=""),))
            void = replace(ticket, coupons=tuple(replace(each, status="V") for each in ticket.coupons))
            return [list(differences(session, {number: each})) for each in (lost, void)]

        lost, void = host.store.transact(Weight.LOOK, tampered)
        assert "203000 charged, 0 in documents" in lost[0]
        assert void == [f"ticket {documents(host)[0].number}: its charge was not given back (V)"]


def test_what_an_unanswered_void_would_have_done_is_done_later(host, server, monkeypatch):
    desk = host.desk()
    filed(desk, f"FPCCCA5555555555554444/1230/CNY30.00+{card('declines')[2:]}")
    with monkeypatch.context() as patch:
        ask = host.gateway.ask
        patch.setattr(host.gateway, "ask", lambda request, age=0: away() if request.operation == VOID
                      else ask(request, age))
        with pytest.raises(PaymentDeclined):
            desk.ask("TTP")
    assert charges(server)[0] == [("authorised", 3000), ("declined", 200000)]
    host.clock.advance(seconds=60)
    host.tick()
    assert charges(server)[0] == [("declined", 200000), ("voided", 3000)]


# ---- exchanges

def exchanged(desk, pay, to, collect=""):
    """A ticket paid so, exchanged for another class of a later flight; gives the number of the new one."""
    for entry in ("SSHU7601B08DECPEKSHA1", "NM1SMITH/JOHN MR", "APM13800138000;TKOK;FXP", pay, "RFTEST;ER"):
        desk.ask(entry)
    desk.ask("TTP")
    desk.ask(f"RT{desk.named('locator')}")
    for entry in (to, "XE2", "RFTEST;ER", "ER", "FXQ", *([collect] if collect else []), "RFTEST;ER", "TTP/EXCH"):
        desk.ask(entry)
    return desk.named("serial")


def test_an_exchange_charges_the_difference_and_its_void_gives_that_back(host, server):
    desk = host.desk()
    number = exchanged(desk, VISA, "SSHU7603Y09DECPEKSHA1", "FPO/CASH+/CCCA5555555555554444/1230")
    first, added = (row for row in server.journal.all())
    assert (first.state, first.amount) == ("captured", 183000) and added.state == "captured"
    assert added.amount < first.amount and host.check() == []
    desk.ask(f"TRDC/TK-{number}")
    assert charges(server) == (sorted([("captured", 183000), ("voided", added.amount)]), [])


def test_what_an_exchange_gave_back_is_taken_again_when_it_is_void(host, server):
    desk = host.desk()
    number = exchanged(desk, VISA, "SSHU7603K09DECPEKSHA1")
    (charge,), (back,) = charges(server)
    assert charge == ("captured", 183000) and back[0] == "refunded"
    assert host.check() == []
    desk.ask(f"TRDC/TK-{number}")
    assert charges(server) == ([("captured", 183000)], [("voided", back[1])])


def test_a_run_that_is_resumed_goes_on_with_the_charge_it_asked_for(folder, tmp_path):
    """Killed while the gateway is busy; its request may still arrive."""
    where, entries = f"sqlite:///{tmp_path / 'host.db'}", tmp_path / "entries.txt"
    entries.write_text(f"SSCA1501Y10DECPEKSHA1\nNM1SMITH/JOHN MR\nAPM13800138000;TKOK;FXP;{VISA};RFTEST;ER\nTTP\n")
    process, address = started(folder)
    command = [sys.executable, "-m", "pnr", "--db", where, "--now", NOW, "--gateway", address, "run", "--resume",
               str(tmp_path / "journal"), str(entries)]
    try:
        Host(where, NOW).close()
        process.send_signal(signal.SIGSTOP)
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with Host(where, NOW) as watching:
            while not payments(watching):
                time.sleep(0.01)
        run.kill()
        run.wait()
        process.send_signal(signal.SIGCONT)
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "OK ETICKET"), done
        with paying(where, address) as host:
            assert len(documents(host)) == 1
            assert [each["state"] for each in asked_now(host, address, folder)] == ["captured"]
    finally:
        process.kill()
        process.wait()
