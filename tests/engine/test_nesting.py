"""Seats of nested classes as arithmetic, against a plain statement of what nesting means."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnr.engine.inventory import nesting
from pnr.engine.inventory.nesting import Bucket
from pnr.errors import NoSeats, NoSuchClass, WaitlistClosed

LETTERS = "FAJCYBMHKQ"


@st.composite
def cabin_pairs(draw, letters):
    limits = draw(st.lists(st.integers(0, 40), min_size=len(letters), max_size=len(letters)))
    return tuple(zip(letters, sorted(limits, reverse=True), strict=True))


LEGS = st.tuples(cabin_pairs(LETTERS[:4]), cabin_pairs(LETTERS[4:]))
SALES = st.lists(st.tuples(st.sampled_from(LETTERS), st.integers(-9, 9)), max_size=40)


def fits(cabins):
    """In each cabin, what is taken at or below a class never exceeds what it is authorised to sell."""
    return all(sum(bucket.sold + bucket.blocked for bucket in cabin[place:]) <= cabin[place].authorised
               for cabin in cabins for place in range(len(cabin)))


def most(cabins, name):
    """The most seats of a class that still fit, found by trying."""
    return max((seats for seats in range(60) if fits(with_sold(cabins, name, seats))), default=0)


def with_sold(cabins, name, seats):
    return tuple(tuple(bucket._replace(sold=bucket.sold + seats) if bucket.booking_class == name else bucket
                       for bucket in cabin) for cabin in cabins)


def played(pairs, sales):
    """A leg after sales and returns, those that may not be left out."""
    cabins, sold = nesting.template(pairs), dict.fromkeys(LETTERS, 0)
    for name, seats in sales:
        try:
            if seats > 0:
                cabins = nesting.sell(cabins, name, seats)
            elif sold[name] >= -seats:
                cabins = nesting.give_back(cabins, name, -seats)
            else:
                continue
        except NoSeats:
            continue
        sold[name] += seats
    return cabins, sold


@given(LEGS, SALES)
def test_never_oversold_at_any_level(pairs, sales):
    cabins, sold = played(pairs, sales)
    assert fits(cabins)
    assert {bucket.booking_class: bucket.sold for cabin in cabins for bucket in cabin} == sold


@given(LEGS, SALES, st.sampled_from(LETTERS))
def test_availability_is_the_most_that_fits(pairs, sales, name):
    cabins, _ = played(pairs, sales)
    never = all(bucket.authorised == 0 for cabin in cabins for bucket in cabin if bucket.booking_class == name)
    assert nesting.available(cabins)[name] == (nesting.CLOSED if never else most(cabins, name))


@given(LEGS, SALES, st.sampled_from(LETTERS), st.integers(1, 9))
def test_a_sale_is_taken_when_shown_and_refused_when_not(pairs, sales, name, seats):
    cabins, _ = played(pairs, sales)
    left = nesting.available(cabins)[name]
    if seats <= left:
        assert nesting.available(nesting.sell(cabins, name, seats))[name] == left - seats
    else:
        with pytest.raises(NoSeats) as refused:
            nesting.sell(cabins, name, seats)
        assert refused.value.facts == {"booking_class": name, "left": max(left, 0)}


@given(LEGS, SALES, st.sampled_from(LETTERS), st.integers(1, 9))
def test_giving_back_undoes_a_sale(pairs, sales, name, seats):
    cabins, _ = played(pairs, sales)
    if seats <= nesting.available(cabins)[name]:
        assert nesting.give_back(nesting.sell(cabins, name, seats), name, seats) == cabins


@given(LEGS, SALES)
def test_a_higher_class_has_at_least_the_seats_of_a_lower(pairs, sales):
    cabins, _ = played(pairs, sales)
    left = nesting.available(cabins)
    for cabin in cabins:
        counts = [left[bucket.booking_class] for bucket in cabin]
        assert counts == sorted(counts, reverse=True)


def test_a_sale_takes_from_the_classes_above_and_not_from_another_cabin():
    cabins = nesting.template(((("J", 4), ("C", 3)), (("Y", 10), ("M", 6), ("K", 2))))
    left = nesting.available(nesting.sell(cabins, "M", 5))
    assert left == {"J": 4, "C": 3, "Y": 5, "M": 1, "K": 1}
    assert nesting.available(nesting.sell(cabins, "Y", 9)) == {"J": 4, "C": 3, "Y": 1, "M": 1, "K": 1}


def test_blocked_seats_are_taken():
    cabins = ((Bucket("Y", 10, blocked=2), Bucket("M", 6, sold=1, blocked=3)),)
    assert nesting.available(cabins) == {"Y": 4, "M": 2}


def test_less_than_sold_may_be_authorised_afterwards():
    cabins = ((Bucket("Y", 3, sold=5),),)
    assert nesting.available(cabins) == {"Y": 0}
    assert nesting.give_back(cabins, "Y", 5) == ((Bucket("Y", 3),),)


def test_a_class_the_leg_has_not():
    with pytest.raises(NoSuchClass):
        nesting.sell(nesting.template(((("Y", 9),),)), "Q", 1)


def test_more_given_back_than_sold_is_a_fault():
    with pytest.raises(AssertionError, match="Y seats given back"):
        nesting.give_back(((Bucket("Y", 9, sold=1),),), "Y", 2)


def test_a_segment_sells_what_all_its_legs_sell():
    assert nesting.on_all_legs([{"Y": 9, "M": 4, "N": 1}, {"Y": 3, "M": 6, "W": 2}]) == {"Y": 3, "M": 4}


# ---- the list

WAITS = st.lists(st.tuples(st.sampled_from(LETTERS), st.integers(1, 9)), min_size=1, max_size=5)


def listed(cabins, waits):
    """The leg with these parties on its lists, those whose class never had a seat left out."""
    kept = []
    for name, seats in waits:
        try:
            cabins = nesting.wait(cabins, name, seats)
        except WaitlistClosed:
            continue
        kept.append((name, seats))
    return cabins, kept


@given(LEGS, SALES, WAITS)
def test_nothing_is_sold_past_who_waits(pairs, sales, waits):
    """Neither in his class nor in one below it; those above it are sold as if nobody waited."""
    before, _ = played(pairs, sales)
    cabins, kept = listed(before, waits)
    left, unlisted = nesting.available(cabins), nesting.available(before)
    for cabin in cabins:
        letters = [bucket.booking_class for bucket in cabin]
        highest = min((letters.index(name) for name, _ in kept if name in letters), default=len(letters))
        assert all(left[name] <= 0 for name in letters[highest:])
        assert all(left[name] == unlisted[name] for name in letters[:highest])


@given(LEGS, SALES, WAITS)
def test_a_party_is_served_when_it_fits_and_never_in_part(pairs, sales, waits):
    before, _ = played(pairs, sales)
    cabins, kept = listed(before, waits)
    for name, seats in kept:
        room = nesting.available(before)[name]
        if seats <= room:
            assert fits(nesting.clear(cabins, name, seats))
        else:
            with pytest.raises(NoSeats):
                nesting.clear(cabins, name, seats)


@given(LEGS, SALES, WAITS)
def test_leaving_the_list_undoes_joining_it(pairs, sales, waits):
    before, _ = played(pairs, sales)
    cabins, kept = listed(before, waits)
    for name, seats in kept:
        cabins = nesting.stop_waiting(cabins, name, seats)
    assert cabins == before
    with pytest.raises(AssertionError):
        nesting.stop_waiting(cabins, "Y", 1)
