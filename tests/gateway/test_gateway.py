"""The gateway: what is asked of it, how it answers, and that nobody else can answer for it."""
import json
import signal
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from http.client import HTTPConnection

import pytest
from gateway.running import serving, started
from hypothesis import given, settings
from hypothesis import strategies as st

from pnr.clock import Clock
from pnr.errors import GatewayUnavailable, PaymentNotVerified, PaymentTimedOut
from pnr.gateway import signing
from pnr.gateway.behaviour import AMOUNTS, BANK, CARDS, LAPSE, MANNERS, PAYER
from pnr.gateway.embedded import Embedded
from pnr.gateway.protocol import AUTHORISE, CAPTURE, OPERATIONS, QUERY, REFUND, VOID, Answer, Gateway, Request
from pnr.gateway.remote import Remote
from pnr.gateway.signing import HOST, Keyring
from pnr.gateway.simulator import Simulator
from pnr.gateway.tables import Journal
from pnr.gateway.wire import SIGNATURE, read, signed, verified, written
from pnr.values.numbers import luhn

VISA = "4111111111111111"
CARD = Request(AUTHORISE, "K1", "VI", 203000, "CNY", VISA, "1230")
WALLET = Request(AUTHORISE, "W1", "ALIPAY", 203000, "CNY")


def of(number):
    return next(card for card, manner in CARDS.items() if manner == number)


def asks(request, operation, **changes):
    return replace(request, operation=operation, number="", **changes)


@pytest.fixture
def clock():
    return Clock("2026-12-01T09:00Z")


@pytest.fixture
def simulator(clock):
    return Simulator(Journal(":memory:"), clock, "http://here")


def state(simulator, request):
    return simulator.ask(request).answer.state


# ---- what the simulator does

def test_authorise_capture_refund(simulator):
    first = simulator.ask(CARD).answer
    assert (first.state, first.amount, first.currency) == ("authorised", 203000, "CNY")
    assert first.approval[0] == "A" and len(first.approval) == 7
    assert simulator.ask(CARD).answer == first  # the same key is the same charge
    assert state(simulator, asks(CARD, REFUND, key="R0", charge="K1", amount=1)) == "refused"  # nothing taken yet
    assert [state(simulator, asks(CARD, CAPTURE)) for _ in range(2)] == ["captured"] * 2
    parts = [asks(CARD, REFUND, key=f"R{place}", charge="K1", amount=amount)
             for place, amount in enumerate((200000, 3000, 1), 1)]
    assert [state(simulator, part) for part in parts] == ["refunded", "refunded", "refused"]
    assert [state(simulator, part) for part in parts] == ["refunded", "refunded", "refused"]
    assert len(simulator.journal.refunds("K1")) == 2


@pytest.mark.parametrize("amount, currency", [(0, "CNY"), (-5, "CNY"), (203001, "CNY"), (100, "USD")])
def test_never_more_back_than_came_nor_in_other_money(simulator, amount, currency):
    simulator.ask(CARD), simulator.ask(asks(CARD, CAPTURE))
    assert state(simulator, asks(CARD, REFUND, key="R", charge="K1", amount=amount, currency=currency)) == "refused"


def test_a_key_is_one_charge(simulator):
    simulator.ask(CARD)
    assert state(simulator, replace(CARD, amount=1)) == "refused"
    assert state(simulator, asks(CARD, QUERY)) == "authorised"


def test_a_charge_that_comes_after_its_void_stays_void(simulator):
    assert state(simulator, asks(CARD, QUERY)) == "unknown"
    assert state(simulator, asks(CARD, VOID)) == "voided"
    assert state(simulator, CARD) == "voided"
    assert state(simulator, asks(CARD, CAPTURE)) == "voided"


def test_what_was_partly_refunded_is_not_voided_until_that_is(simulator):
    simulator.ask(CARD), simulator.ask(asks(CARD, CAPTURE))
    refund = asks(CARD, REFUND, key="R", charge="K1", amount=5)
    simulator.ask(refund)
    assert state(simulator, asks(CARD, VOID)) == "refused"
    assert state(simulator, asks(refund, VOID)) == "voided"
    assert state(simulator, asks(CARD, VOID)) == "voided"


def test_the_payer_of_a_wallet_takes_a_moment(simulator, clock):
    first = simulator.ask(WALLET).answer
    assert (first.state, first.code) == ("pending", "http://here/pay/W1")
    clock.advance(seconds=PAYER)
    assert simulator.ask(asks(WALLET, QUERY)).answer == Answer(QUERY, "W1", "captured", 203000, "CNY")


def test_the_payer_may_also_say_so_himself(simulator):
    simulator.ask(WALLET), simulator.ask(replace(WALLET, key="W2"))
    assert simulator.pay("W1") and not simulator.pay("W1") and not simulator.pay("K9")
    assert simulator.pay("W2", good=False)
    assert [state(simulator, asks(WALLET, QUERY, key=key)) for key in ("W1", "W2")] == ["captured", "declined"]


@pytest.mark.parametrize("number, manner", CARDS.items())
def test_documented_numbers(simulator, clock, number, manner):
    assert luhn(number)
    request = replace(CARD, number=number)
    said = simulator.ask(request)
    how = MANNERS[manner]
    assert (said.silent, said.forged, said.times) == (how.silent, how.forged, 2 if how.twice else 1)
    assert said.answer.state == ("pending" if how.delay else "authorised" if how.good else "declined")
    clock.advance(seconds=LAPSE)
    later = simulator.ask(asks(CARD, QUERY))
    assert (later.silent, later.forged) == (False, False)
    assert later.answer.state == ("authorised" if how.good else "declined")


@pytest.mark.parametrize("amount, manner", AMOUNTS.items())
def test_documented_amounts(simulator, amount, manner):
    assert simulator.ask(replace(CARD, amount=amount)).answer.state == Simulator(
        Journal(":memory:"), simulator.clock).ask(replace(CARD, number=of(manner))).answer.state


def test_an_approval_got_by_hand_is_taken(simulator):
    assert simulator.ask(replace(CARD, number=of("declines"), approval="N123456")).answer.approval == "N123456"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.sampled_from(["A", "B", "R1", "R2"]),
                          st.sampled_from([100, 60, 151, 152]), st.sampled_from(["VI", "WECHAT"]),
                          st.sampled_from(["A", "B"]), st.integers(0, 40))))
def test_whatever_is_asked_no_more_goes_back_than_came_and_the_same_again_changes_nothing(steps):
    clock = Clock("2026-12-01T09:00Z")
    simulator = Simulator(Journal(":memory:"), clock)
    for operation, key, amount, scheme, charge, seconds in steps:
        clock.advance(seconds=seconds)
        request = Request(operation, key, scheme, amount, "CNY", charge=charge if operation == REFUND else "")
        first = simulator.ask(request).answer
        assert simulator.ask(request).answer == first
        for row in simulator.journal.all():
            given = sum(each.amount for each in simulator.journal.refunds(row.key) if each.state != "voided")
            assert given <= row.amount and (not given or simulator.state(row)[0] == "captured")


# ---- the gateway within a host

def test_the_embedded_gateway_keeps_to_the_protocol():
    gateway: Gateway = Embedded()
    assert gateway.instant
    assert gateway.ask(CARD)[-1].state == "authorised"
    assert [gateway.ask(WALLET, age)[-1].state for age in (0, PAYER - 1, PAYER)] == ["pending", "pending", "captured"]
    assert [gateway.ask(asks(CARD, how))[-1].state for how in (CAPTURE, VOID, REFUND)] == [
        "captured", "voided", "refunded"]
    for manner, error in (("times-out", PaymentTimedOut), ("forged", PaymentNotVerified), ("down", GatewayUnavailable)):
        with pytest.raises(error):
            gateway.ask(replace(CARD, number=of(manner)))
    assert gateway.ask(replace(CARD, number=of("times-out")), 1)[-1].state == "authorised"
    assert len(gateway.ask(replace(CARD, number=of("answers-twice")))) == 2
    assert [gateway.ask(replace(CARD, number=of("delays")), age)[-1].state for age in (0, BANK)] == [
        "pending", "authorised"]


# ---- the wire

@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    signing.make(folder)
    return folder


def test_keys_are_the_owners_alone_and_made_once(keys):
    before = {path.name: path.read_bytes() for path in keys.iterdir() if path.suffix in (".key", ".pub")}
    assert sorted(before) == ["gateway.key", "gateway.pub", "host.key", "host.pub"]
    assert all(path.stat().st_mode & 0o77 == 0 for path in keys.glob("*.key"))
    signing.make(keys)
    assert before == {name: (keys / name).read_bytes() for name in before}


def test_only_the_other_side_is_believed(keys):
    ours, theirs = Keyring(keys, HOST), Keyring(keys, signing.GATEWAY)
    signature = theirs.sign(b"text")
    assert ours.verified(b"text", signature)
    for text, other in ((b"other", signature), (b"text", ours.sign(b"text")), (b"text", ""), (b"text", "???")):
        assert not ours.verified(text, other)
    assert theirs.opened(ours.seal(VISA)) == VISA


def test_answers_that_do_not_count(keys):
    ours, theirs = Keyring(keys, HOST), Keyring(keys, signing.GATEWAY)
    good = Answer(AUTHORISE, "K1", "authorised", 203000, "CNY")
    assert verified(signed([good], theirs), CARD, ours) == (good,)
    bad = [signed([good], theirs, forged=True), signed([good], ours), signed([replace(good, key="K2")], theirs),
           signed([replace(good, operation=QUERY)], theirs), signed([good], theirs).replace(b"203000", b"203001"),
           b"", b"[]", b"{}", b'{"answers": []}', b'{"answers": [7]}', b'{"answers": [{"answer": 1, "signature": ""}]}']
    for text in bad:
        with pytest.raises(PaymentNotVerified):
            verified(text, CARD, ours)


@pytest.mark.parametrize("text", ["", "[]", "7", "{}", '{"operation": "void"}', '{"operation": 1, "key": "K"}',
                                  '{"operation": "void", "key": "K", "more": 1}'])
def test_what_is_no_request(text):
    with pytest.raises(ValueError):
        read(Request, text)


@pytest.fixture
def server(keys, tmp_path):
    for path in keys.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / path.name).chmod(0o600)
    with serving(tmp_path) as made:
        yield made


def test_over_http(server):
    gateway: Gateway = Remote(server.url, server.keys.folder)
    assert not gateway.instant
    (first,) = gateway.ask(CARD)
    assert first.state == "authorised" and gateway.ask(CARD) == (first,)
    assert gateway.ask(asks(CARD, CAPTURE))[0].state == "captured"
    assert gateway.ask(asks(CARD, REFUND, key="R", charge="K1", amount=9))[0].state == "refunded"
    assert len(gateway.ask(replace(CARD, key="K2", number=of("answers-twice")))) == 2
    for key, manner, error in (("K3", "times-out", PaymentTimedOut), ("K4", "forged", PaymentNotVerified)):
        with pytest.raises(error):
            gateway.ask(replace(CARD, key=key, number=of(manner)))
        assert gateway.ask(asks(CARD, QUERY, key=key))[0].state == "authorised"


def test_no_whole_number_and_no_security_code_is_kept(server):
    Remote(server.url, server.keys.folder).ask(CARD)
    server.journal.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = b"".join(path.read_bytes() for path in server.keys.folder.iterdir())
    assert VISA.encode() not in kept and b"411111XXXXXX1111" in kept


def post(server, path, body, headers):
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode().strip()


def test_strangers_are_refused(server):
    ours = Keyring(server.keys.folder, HOST)
    body = written(asks(CARD, VOID))
    sign = {SIGNATURE: ours.sign(body)}
    assert post(server, "/v1/void", body, {}) == (401, "SIGNATURE NOT VERIFIED")
    assert post(server, "/v1/void", body + b" ", sign)[0] == 401
    assert post(server, "/v1/capture", body, sign)[0] == 404
    for odd in (b"{}", b"[]", written(replace(CARD, operation="steal")), written(CARD),  # a number that is not sealed
                written(replace(CARD, number=b64encode(b"1" * 256).decode()))):
        assert post(server, "/v1/void", odd, {SIGNATURE: ours.sign(odd)}) == (400, "NOT A REQUEST")
    assert server.journal.all() == []


def test_the_payer_at_the_page_of_the_code(server):
    gateway = Remote(server.url, server.keys.folder)
    (first,) = gateway.ask(WALLET)
    assert first.code == f"{server.url}/pay/W1"
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request("GET", "/pay/W1")
    assert "SIMULATOR" in connection.getresponse().read().decode()
    assert post(server, "/pay/W1", b"", {}) == (200, "DONE")
    assert post(server, "/pay/W1", b"", {})[0] == 404
    assert gateway.ask(asks(WALLET, QUERY))[0].state == "captured"


def test_nobody_there(keys, tmp_path):
    with pytest.raises(GatewayUnavailable, match="gateway-unavailable"):
        Remote("http://127.0.0.1:9", keys).ask(CARD)
    with pytest.raises(GatewayUnavailable):
        Remote("http://127.0.0.1:9", tmp_path).ask(CARD)  # nor any keys
    for url in ("", "ftp://x", "https://x", "http://"):
        with pytest.raises(ValueError):
            Remote(url, keys)


def test_killed_it_knows_what_it_answered(tmp_path):
    process, url = started(tmp_path)
    (first,) = Remote(url, tmp_path).ask(CARD)
    process.kill()
    process.wait()
    process, url = started(tmp_path)
    try:
        assert Remote(url, tmp_path).ask(CARD) == (first,)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 128 + signal.SIGTERM


def test_a_journal_that_is_none(tmp_path):
    (tmp_path / "journal.db").write_text("something else, and longer than a header would have to be" * 9)
    done = subprocess.run([sys.executable, "-m", "pnr", "gateway", "--port", "0", "--keys", str(tmp_path)],
                          capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith("pnr: ") and done.stderr.count("\n") == 1


def test_every_answer_is_in_the_journal(simulator):
    simulator.ask(CARD), simulator.ask(asks(CARD, QUERY))
    said = simulator.journal.connection.execute("SELECT operation, key, state FROM said").fetchall()
    assert said == [("authorise", "K1", "authorised"), ("query", "K1", "authorised")]
    assert json.loads(written(CARD))["key"] == "K1"
