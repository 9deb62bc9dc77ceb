"""Tickets as values: the table of coupon statuses, numbers in a row, who pays what, and books that come to nothing."""
from dataclasses import replace
from datetime import date

import pytest
from engine.journeys import TARIFF, flight, request
from engine.samples import BROWN, SMITH
from hypothesis import given
from hypothesis import strategies as st

from pnr.engine.booking.booking import Booking
from pnr.engine.booking.elements import (
    FareText,
    FormOfPayment,
    IssuedTicket,
    Name,
    Segment,
    StoredFare,
    Ticketing,
)
from pnr.engine.booking.fingerprints import fingerprint
from pnr.engine.booking.order import Slot
from pnr.engine.manners import Manners
from pnr.engine.offices import Offices
from pnr.engine.pricing.price import price
from pnr.engine.pricing.quote import RefundComputation, Tax
from pnr.engine.ticketing import ledger, refund, void
from pnr.engine.ticketing.corrections import Correction, corrected
from pnr.engine.ticketing.coupons import FINAL, ISSUER, TRANSITIONS, all_moved, may, moved, open_moved
from pnr.engine.ticketing.issue import Sale, commission, issue
from pnr.engine.ticketing.orders import Choice, orders
from pnr.engine.ticketing.payments import back, check_card, check_expiry, payments, vendor_of
from pnr.engine.ticketing.tickets import WORDS, Payment, conjunction, coupons_of, following
from pnr.engine.world import World
from pnr.errors import (
    AlreadyRefunded,
    AlreadyTicketed,
    AlreadyVoided,
    CardTypeNotAccepted,
    CouponNotOpen,
    CurrencyDiffers,
    FareExpired,
    FareOutdated,
    IdentityMissing,
    InvalidAmount,
    InvalidCard,
    InvalidCommission,
    InvalidExpiry,
    IssuedElsewhere,
    NeedFormOfPayment,
    NoOpenCoupon,
    NoStoredFare,
    NoSuchFare,
    OptionsClash,
    PaymentDiffers,
    TimeLimitLeft,
    UnconfirmedSegment,
    VoidPeriodOver,
)
from pnr.values.documents import read, write
from pnr.values.money import Money

DAY = date(2026, 12, 1)
PLAIN = Manners(order=(Slot(Name),), needs=(), warns=(), keeps_chain=True)
OFFICE = Offices.embedded().office("BJS1A0100")
WORLD = World()
CASH = FormOfPayment("CASH")
CARD = FormOfPayment("CC", "VI", "4111111111111111", "1230")
THERE, BACK = "CA1501 Y 10DEC PEKSHA 0830 1025", "CA1502 Y 14DEC SHAPEK 1130 1330"


def cny(amount):
    return Money.of(amount, "CNY")


def index(text):
    return f"token of {len(text)}"


def segment(text, status="HK", seats=1):
    flown = flight(text)
    return Segment(flown.carrier, flown.number, flown.booking_class, flown.date, flown.origin, flown.destination,
                   flown.departs, flown.departs + 115, 0, "32N", status, seats, ())


def booked(*flights, names=(SMITH,), others=(CASH,), status="HK", infants=False):
    """A booking with a fare stored for its passengers."""
    booking = Booking(1, "ABCDEF", 1).add(*names, *(segment(text, status, len(names)) for text in flights), *others)
    (fare,) = price(request(*flights, sold="2026-12-01T12:00"), TARIFF)
    stored = StoredFare(replace(fare, passengers=()), tuple(name.tattoo for name in booking.names),
                        tuple(flown.tattoo for flown in booking.segments),
                        tuple(fingerprint(flown) for flown in booking.segments), infants)
    return booking.add(stored)


def ordered(booking, today=DAY, manners=PLAIN, **choice):
    return orders(booking, Choice(**choice), today, manners)


def sale(day=DAY):
    return Sale(OFFICE, "0001AA", "2026-12-01T09:00:00+00:00", day, 1, "ABCDEF")


def sold(*flights, payment=CASH, texts=(), first="9992300000011"):
    booking = booked(*(flights or (THERE,)), others=(payment, *texts))
    (order,) = ordered(booking)
    return issue(order, sale(), first, "XYZABC", WORLD, index)


def with_states(tickets, states):
    """The set with its coupons in these statuses."""
    letters = iter(states)
    return tuple(replace(ticket, coupons=tuple(replace(coupon, status=next(letters)) for coupon in ticket.coupons))
                 for ticket in tickets)


# ---- coupons

def test_the_table_speaks_of_every_status():
    further = {after for found in TRANSITIONS.values() for after in found}
    assert further <= TRANSITIONS.keys() == WORDS.keys()
    assert {"V", "P", "X", "T", "G", "Z"} == FINAL


@pytest.mark.parametrize("before", sorted(TRANSITIONS))
@pytest.mark.parametrize("after", sorted(TRANSITIONS))
def test_an_agency_sets_six_statuses_and_only_from_open(before, after):
    legal = before == "O" and after in set("VREPXT")
    assert may(before, after) is legal
    coupon = replace(sold()[0].coupons[0], status=before)
    if legal:
        assert moved(coupon, after).status == after
    else:
        with pytest.raises(CouponNotOpen) as refused:
            moved(coupon, after)
        assert refused.value.facts["word"] == WORDS[before]


@pytest.mark.parametrize("before, after, who", [
    (before, after, who) for before, found in TRANSITIONS.items() for after, who in found.items() if who != ISSUER])
def test_what_others_may_an_agency_may_not(before, after, who):
    assert may(before, after, who) and not may(before, after)


def test_one_coupon_that_may_not_stops_all():
    tickets = with_states(sold(THERE, BACK), "OF")
    with pytest.raises(CouponNotOpen):
        all_moved(tickets, "V")
    assert [coupon.status for _, coupon in coupons_of(open_moved(tickets, "R"))] == ["R", "F"]


@given(st.lists(st.sampled_from("VREO"), max_size=8))
def test_no_sequence_of_deeds_opens_a_coupon_again(deeds):
    coupon = sold()[0].coupons[0]
    closed = False
    for after in deeds:
        try:
            coupon, closed = moved(coupon, after), True
        except CouponNotOpen:
            continue
        assert closed and coupon.status != "O"


# ---- issuing

CHAIN = ["CA1501 Y 10DEC PEKSHA 0830 1025", "CA1502 Y 12DEC SHAPEK 1130 1330", "CA1301 Y 14DEC PEKCAN 0900 1200",
         "CA1302 Y 16DEC CANPEK 1300 1600", "CA4101 Y 18DEC PEKCTU 0900 1200", "CA4102 Y 20DEC CTUPEK 1300 1600",
         "CA1503 Y 22DEC PEKSHA 0930 1125", "CA1504 Y 24DEC SHAPEK 1230 1430", "CA1303 Y 26DEC PEKCAN 0900 1200"]


@pytest.mark.parametrize("coupons, numbers", [(1, 1), (2, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_four_coupons_a_number_and_the_money_on_the_first(coupons, numbers):
    tickets = sold(*CHAIN[:coupons])
    assert [ticket.number for ticket in tickets] == [f"99923000000{11 + place}" for place in range(numbers)]
    assert [len(ticket.coupons) for ticket in tickets] == [4] * (coupons // 4) + [coupons % 4] * (coupons % 4 > 0)
    assert all([coupon.number for coupon in ticket.coupons] == list(range(1, len(ticket.coupons) + 1))
               for ticket in tickets)
    assert [ticket.fare is not None for ticket in tickets] == [True] + [False] * (numbers - 1)
    assert {(ticket.primary, ticket.count) for ticket in tickets} == {("9992300000011", numbers)}
    values = sum(coupon.value.minor for _, coupon in coupons_of(tickets))
    assert tickets[0].fare and values == tickets[0].fare.base.minor


def test_numbers_as_they_are_written():
    assert conjunction("9992300000011", 1) == "999-2300000011"
    assert conjunction("9992300000011", 2) == "999-2300000011-12"
    assert conjunction("0792300000099", 2, last=3) == "079-2300000099-100"
    assert following("0792300000099", 1) == "0792300000100"


def test_a_ticket_is_a_document_and_its_identity_is_sealed():
    (ticket,) = sold()
    ticket = replace(ticket, identity="NI999999198001010011")
    text = write(ticket, lambda open_text: open_text[::-1])
    assert "NI999999198001010011" not in text
    assert read(text, lambda sealed: sealed[::-1]) == ticket


def test_a_connection_is_no_stopover():
    tickets = sold(THERE, "CA1831 Y 10DEC SHACAN 1300 1530", "CA1302 Y 14DEC CANPEK 1300 1600")
    assert [coupon.stopover for _, coupon in coupons_of(tickets)] == [True, False, True]


def test_of_a_card_only_the_ends_are_kept():
    (payment,) = sold(payment=CARD)[0].payments
    assert payment.masked == "411111XXXXXX1111" and payment.approval.startswith("A") and len(payment.approval) == 7
    assert CARD.number not in write(sold(payment=CARD)[0])
    assert payment.name == "CCVI411111XXXXXX1111/1230"


@pytest.mark.parametrize("text, earned", [
    ("9", "176.40"), ("*M*9", "176.40"), ("200A", "200.00"), ("0", "0.00"), ("", None)])
def test_commission(text, earned):
    assert commission(text, cny(1960)) == (None if earned is None else cny(earned))


@pytest.mark.parametrize("text", ["X", "9B", "-1", "2000A", "101", "9.999"])
def test_no_such_commission(text):
    with pytest.raises(InvalidCommission):
        commission(text, cny(1960))


# ---- what is to be ticketed

def test_everybody_with_a_fare_is_ticketed():
    booking = booked(THERE, names=(SMITH, BROWN))
    assert [(order.passenger, order.infant) for order in ordered(booking, kind="PAX")] == [
        ("SMITH/JOHN MR", False), ("BROWN/ANN MRS", False)]
    with pytest.raises(NoStoredFare) as refused:
        ordered(booking)  # the infant has no fare
    assert refused.value.facts == {"infant": True, "others": True, "passengers": (2,)}
    with pytest.raises(OptionsClash):
        ordered(booked(THERE), kind="INF")


def test_what_is_ticketed_is_not_ticketed_again():
    booking = booked(THERE, names=(SMITH, replace(BROWN, infant=None)))
    first, second = booking.names
    done = booking.add(IssuedTicket("9992300000011", "CA", cny(1), DAY, OFFICE.id, first.tattoo,
                                    tuple(flown.tattoo for flown in booking.segments)))
    assert [order.name.tattoo for order in ordered(done)] == [second.tattoo]
    with pytest.raises(AlreadyTicketed):
        ordered(done, passengers=(first.tattoo,))
    voided = done.map(IssuedTicket, lambda element: replace(element, state="EV"))
    assert len(ordered(voided)) == 2
    refunded = done.map(IssuedTicket, lambda element: replace(element, state="ER"))
    assert [order.name.tattoo for order in ordered(refunded)] == [second.tattoo]
    assert len(ordered(refunded, passengers=(first.tattoo,))) == 1


@pytest.mark.parametrize("change, error", [
    (lambda booking: booking.map(Segment, lambda flown: replace(flown, booking_class="B")), FareOutdated),
    (lambda booking: booking.map(Segment, lambda flown: replace(flown, status="HL")), UnconfirmedSegment),
    (lambda booking: booking.map(Segment, lambda flown: replace(flown, status="UN")), UnconfirmedSegment),
    (lambda booking: booking.without(booking.each(FormOfPayment)), NeedFormOfPayment),
    (lambda booking: booking.without(booking.each(StoredFare)), NoStoredFare),
    (lambda booking: booking.map(StoredFare, lambda stored: replace(stored, fare=replace(
        stored.fare, last_ticketing=date(2026, 11, 30)))), FareExpired),
])
def test_what_stands_against_a_ticket(change, error):
    with pytest.raises(error):
        ordered(change(booked(THERE)))


def test_a_fare_by_its_number():
    with pytest.raises(NoSuchFare):
        ordered(booked(THERE), fares=(2,))
    assert len(ordered(booked(THERE), fares=(1,))) == 1


def test_the_last_day_is_a_day():
    def limited(stored):
        return replace(stored, fare=replace(stored.fare, last_ticketing=DAY))

    assert ordered(booked(THERE).map(StoredFare, limited))


def test_where_identity_is_needed():
    manners = replace(PLAIN, identity_needed=True)
    with pytest.raises(IdentityMissing) as refused:
        ordered(booked(THERE), manners=manners)
    assert refused.value.facts["passengers"] == (1,)


def test_where_a_limit_must_go_first():
    with pytest.raises(TimeLimitLeft):
        ordered(booked(THERE, others=(CASH, Ticketing("TL", DAY, OFFICE.id))),
                manners=replace(PLAIN, limit_blocks_ticketing=True))


def test_a_form_of_payment_of_his_own_comes_first():
    booking = booked(THERE, names=(SMITH, replace(BROWN, infant=None)))
    own = replace(CARD, passengers=(booking.names[1].tattoo,))
    assert [order.payment.form for order in ordered(booking.add(own))] == ["CASH", "CC"]


def test_texts_typed_for_the_fare():
    booking = booked(THERE, others=(CASH, FareText("FE", "NONREF"), FareText("FV", "MU"), FareText("FT", "*BT1"),
                                    FareText("FM", "*M*9")))
    (order,) = ordered(booking)
    assert (order.endorsements, order.carrier, order.tour, order.commission) == ("NONREF", "MU", "*BT1", "*M*9")
    assert ordered(booking, carrier="CZ")[0].carrier == "CZ"


# ---- forms of payment

@pytest.mark.parametrize("vendor, number", [
    ("VI", "4111111111111111"), ("CA", "5555555555554444"), ("MC", "2223003122003222"), ("AX", "378282246310005"),
    ("DC", "30569309025904"), ("JC", "3530111333300000"), ("DS", "6011111111111117"), ("UP", "6200000000000005")])
def test_good_cards(vendor, number):
    check_card(vendor_of(vendor), number)


@pytest.mark.parametrize("vendor, number, error", [
    ("VI", "4111111111111112", InvalidCard), ("VI", "378282246310005", CardTypeNotAccepted),
    ("AX", "4111111111111111", CardTypeNotAccepted), ("CA", "30569309025904", CardTypeNotAccepted)])
def test_bad_cards(vendor, number, error):
    with pytest.raises(error):
        check_card(vendor, number)
    with pytest.raises(CardTypeNotAccepted):
        vendor_of("ZZ")


@pytest.mark.parametrize("text, good", [
    ("1226", True), ("0127", True), ("1126", False), ("1326", False), ("0026", False)])
def test_expiry(text, good):
    if good:
        check_expiry(text, DAY)
    else:
        with pytest.raises(InvalidExpiry):
            check_expiry(text, DAY)


def test_several_forms_share_a_total():
    shared = replace(CASH, rest=(replace(CARD, amount=cny(550)),))
    assert [(paid.form, str(paid.amount)) for paid in payments(shared, cny(2030), "1", index)] == [
        ("CASH", "1480.00"), ("CC", "550.00")]


@pytest.mark.parametrize("element, error", [
    (replace(CASH, rest=(CARD,)), PaymentDiffers),
    (replace(CASH, rest=(replace(CARD, amount=cny(2030)),)), PaymentDiffers),
    (replace(CASH, amount=cny(2029)), PaymentDiffers),
    (replace(CASH, amount=Money.of(2030, "USD")), CurrencyDiffers),
])
def test_amounts_that_are_not_the_total(element, error):
    with pytest.raises(error):
        payments(element, cny(2030), "1", index)


# ---- void and refund

def test_void_in_time_by_the_issuer_once():
    tickets = sold(THERE, BACK)
    void.check(tickets, OFFICE.id, DAY)
    for states, office, day, error in (
            ("VV", OFFICE.id, DAY, AlreadyVoided), ("OO", "LON1A0100", DAY, IssuedElsewhere),
            ("OC", OFFICE.id, DAY, CouponNotOpen), ("OO", OFFICE.id, date(2026, 12, 2), VoidPeriodOver)):
        with pytest.raises(error):
            void.check(with_states(tickets, states), office, day)


def test_what_may_be_refunded():
    tickets = sold(THERE, BACK)
    refund.check(with_states(tickets, "FO"), OFFICE.id)
    for states, whole, error in (
            ("RR", False, AlreadyRefunded), ("VV", False, AlreadyVoided), ("FF", False, NoOpenCoupon),
            ("CO", False, CouponNotOpen), ("FO", True, CouponNotOpen)):
        with pytest.raises(error):
            refund.check(with_states(tickets, states), OFFICE.id, whole)


def test_money_goes_back_to_cards_first_and_never_more_than_came():
    paid = (Payment("CASH", cny(300)), Payment("CC", cny(700), "VI"))
    given = [(part.form, str(part.amount)) for part in back(paid, cny(820))]
    assert given == [("CC", "700.00"), ("CASH", "120.00")]
    assert [part.form for part in back(paid, cny(0))] == []


def computed(paid, used=0, penalty=0, tax=70):
    left = paid - used - penalty
    taxes = (Tax("CN", cny(tax)),)
    return RefundComputation(cny(paid), cny(used), cny(penalty), cny(left), taxes, cny(tax), cny(left + tax))


def test_commission_comes_back_with_the_fare():
    """Base 1960 at 3 percent; the fee of 196 stays with the airline, and the commission on it with the agency."""
    tickets = sold(texts=(FareText("FM", "*M*3"),))
    found = refund.record(tickets, computed(1960, penalty=196))
    assert (str(tickets[0].commission), str(found.commission)) == ("58.80", "52.92")


def test_an_agent_may_put_other_amounts_and_not_more_than_was_paid():
    tickets = sold()
    shown = refund.record(tickets, computed(1960, penalty=196))
    assert not shown.manual and shown.full
    new = corrected(shown, tickets[0], Correction(penalty=cny(50), remark="WAIVED"))
    assert (str(new.total), str(new.fare_refund), new.manual, new.remark) == ("1980.00", "1910.00", True, "WAIVED")
    with pytest.raises(InvalidAmount):
        corrected(shown, tickets[0], Correction(cny(1900), cny(61)))


AMOUNTS = st.integers(0, 1960)


@given(used=AMOUNTS, penalty=AMOUNTS, card=st.integers(1, 2029), rate=st.integers(0, 100))
def test_books_come_to_nothing(used, penalty, card, rate):
    """Whatever is sold, voided or refunded, in whatever forms: every posting sums to zero, and nobody gets more."""
    used, penalty = min(used, 1960), min(penalty, 1960 - min(used, 1960))
    shared = replace(CASH, rest=(replace(CARD, amount=cny(card)),))
    (ticket,) = sold(payment=shared, texts=(FareText("FM", f"*M*{rate}"),))
    selling = ledger.sale(ticket)
    record = refund.record((ticket,), computed(1960, used, penalty))
    giving = ledger.refund(ticket.carrier, record)
    for entries in (selling, ledger.reversed_(selling), giving):
        assert not any(ledger.balance(entries).values())
    assert not any(ledger.balance((*selling, *ledger.reversed_(selling))).values())
    received = {entry.account: entry.amount.minor for entry in selling if entry.account in ("cash", "card:VI")}
    returned = {entry.account: -entry.amount.minor for entry in giving if entry.account in ("cash", "card:VI")}
    assert all(0 <= returned[account] <= received.get(account, 0) for account in returned)
    assert sum(returned.values()) == record.total.minor


def test_what_a_sale_is_posted_as():
    (ticket,) = sold(texts=(FareText("FM", "*M*3"),))
    assert [(entry.account, str(entry.amount)) for entry in ledger.sale(ticket)] == [
        ("cash", "2030.00"), ("sales:CA", "-1960.00"), ("taxes:CN", "-50.00"), ("taxes:YQ", "-20.00"),
        ("remittance:CA", "58.80"), ("commission:CA", "-58.80")]


def test_what_a_refund_is_posted_as():
    (ticket,) = sold()
    entries = ledger.refund("CA", refund.record((ticket,), computed(1960, penalty=196)))
    assert [(entry.account, str(entry.amount)) for entry in entries] == [
        ("refunds:CA", "1960.00"), ("taxes:CN", "70.00"), ("penalties:CA", "-196.00"), ("cash", "-1834.00")]
