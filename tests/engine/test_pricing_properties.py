"""What holds of every price, whatever the journey and the fares: asked of journeys and tariffs made at random."""
from dataclasses import replace
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pnr.engine.pricing.price import price
from pnr.engine.pricing.quote import Passenger
from pnr.errors import PnrError
from pnr.fare_calc.reading import read
from pnr.values.money import total

from .oracle import Filing
from .test_construction import PAIRS, TEXT, filed, journey, worlds

PARTY = (Passenger("ADT"), Passenger("CHD", 8), Passenger("INF"))
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def priced(world, party=PARTY, more: tuple[Filing, ...] = ()):
    """By passenger type; nothing where there is no price."""
    flights, hours, filings = world
    try:
        found = price(replace(journey(*flights, hours=hours), passengers=party),
                      filed(*filings, *more, text=TEXT, plain=""))
    except PnrError:
        return {}
    return {each.type: each for each in found}


@few
@given(worlds(), st.sampled_from(list(permutations(PARTY))))
def test_the_order_of_passengers_does_not_matter(world, party):
    one, other = priced(world), priced(world, party)
    assert {type: replace(each, passengers=()) for type, each in one.items()} == \
        {type: replace(each, passengers=()) for type, each in other.items()}


@few
@given(worlds())
def test_a_child_pays_no_more_than_an_adult_and_an_infant_no_more_than_a_child(world):
    found = priced(world)
    if found:
        assert found["INF"].base <= found["CHD"].base <= found["ADT"].base


@few
@given(worlds(), st.sampled_from(PAIRS), st.integers(5, 40), st.sampled_from([1, 2, 3]))
def test_one_more_fare_never_makes_it_dearer(world, pair, tens, tag):
    """Under rules that check no higher fares: a fare that is filed may be the higher one on somebody's way."""
    flights, hours, filings = world
    asked = replace(journey(*flights, hours=hours), passengers=PARTY[:1])
    more = Filing(*pair, "Z9", tag, tens * 10)
    try:
        (before,) = price(asked, filed(*filings, text=TEXT))
    except PnrError:
        return
    (after,) = price(asked, filed(*filings, more, text=TEXT))
    assert after.base <= before.base


@few
@given(worlds())
def test_totals_are_the_sums_of_their_lines(world):
    for each in priced(world).values():
        line = read(each.fare_calc)
        assert line.sum == line.total
        assert total([part.share for part in each.components], each.base.currency) == each.base
        assert each.total == total([each.fare, *(tax.amount for tax in each.taxes)], each.fare.currency)
        assert sorted(place for part in each.components for place in part.segments) == list(range(len(world[0])))
