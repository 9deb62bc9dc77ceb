"""Fare construction: worked combinations in numbers, and any small journey held against trying everything."""
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pnr.engine.pricing.components import Components
from pnr.engine.pricing.construct import Construction, cheapest
from pnr.engine.pricing.fare import Fare
from pnr.engine.pricing.fares import Tariff
from pnr.engine.pricing.itinerary import Itinerary
from pnr.engine.pricing.price import price
from pnr.engine.pricing.quote import PricingRequest
from pnr.engine.pricing.work import Work
from pnr.engine.schedule.places import Places
from pnr.errors import CircularRouting, NoFare, PnrError, RuleRefuses, TooManyFlights
from pnr.values.money import Money

from .journeys import OFFICES, flight, request
from .oracle import Filing, Leg, lowest

AIRPORTS = {"LON": "LHR", "PAR": "CDG", "FRA": "FRA", "ROM": "FCO", "NYC": "JFK", "BJS": "PEK", "MAD": "MAD",
            "TPE": "TPE", "HKG": "HKG", "MUC": "MUC", "BKK": "BKK",
            "DUS": "DUS", "LOS": "LOS", "MIL": "MXP", "TYO": "NRT", "BOS": "BOS"}
RULE = "XX/T/R0"


class OnlyFiled(Tariff):
    """Nothing but the fares and rules it is given."""

    def _world(self, *asked):
        return iter(())

    _china = _world


UNCHECKED = "cat 17 { then { hip exempt; } }"


def filed(*fares: Filing, text: str = "", plain: str = UNCHECKED) -> OnlyFiled:
    """A tariff of these fares alone; rules that `text` does not give say `plain`: no checks of higher fares."""
    rules = {RULE, *(each.rule for each in fares if each.rule)} - {line.split()[1] for line in text.splitlines()
                                                                     if line.startswith("rule ")}
    text = "\n".join([text, *(f"rule {name} {{ {plain} }}" for name in sorted(rules))])
    made = (Fare(each.carrier, "T", each.start, each.end, each.basis, each.letter, each.letter, each.tag,
                 Money.of(each.amount, "USD"), each.rule or RULE, date(2020, 1, 1), routing=each.routing, gi=each.gi)
            for each in fares)
    return OnlyFiled(Places.embedded(), made, text)


def journey(*pairs: str, hours: tuple[int, ...] = (), carriers: str = "", classes: str = "") -> PricingRequest:
    """Flights of XX in Y, or of these carriers and classes, a week apart or so many hours behind the one before."""
    found, at = [], None
    for place, pair in enumerate(pairs):
        carrier = (carriers.split() or ["XX"] * len(pairs))[place]
        letter, ends = (classes or "Y" * len(pairs))[place], AIRPORTS[pair[:3]] + AIRPORTS[pair[3:]]
        each = flight(f"{carrier}{place + 1} {letter} 01JUN {ends} 0900 1100")
        wait = timedelta(hours=hours[place - 1]) if place and place <= len(hours) else timedelta(days=7)
        leaves = at + wait if at else each.leaves
        at = leaves + timedelta(hours=2)
        found.append(replace(each, leaves=leaves, lands=at, date=leaves.date(), departs=leaves.hour * 60))
    city, country = OFFICES["USD"]
    asked = request("XX1 Y 01JUN LHRCDG 0900 1100", currency="USD")
    return replace(asked, segments=tuple(found), city=city, country=country)


def solved(asked: PricingRequest, tariff: Tariff):
    return cheapest(Components(Itinerary(asked.segments, tariff.places), tariff, asked, "ADT"))


def calc(asked: PricingRequest, tariff: Tariff) -> str:
    """Without the charges of airports."""
    return price(asked, tariff)[0].fare_calc.partition(" XF")[0]


def kinds(solution) -> list[str]:
    return [unit[0].unit.kind for unit in solution.units]


# A-B-C-A is New York, London, Paris and home
CORNER = (Filing("NYC", "LON", "AB2", 2, 600, "XX/T/AB"), Filing("NYC", "LON", "AB1", 1, 380, "XX/T/AB"),
          Filing("LON", "PAR", "BC3", 3, 150), Filing("NYC", "PAR", "AC2", 2, 700, "XX/T/AC"),
          Filing("NYC", "PAR", "AC1", 1, 460, "XX/T/AC"),
          Filing("PAR", "NYC", "CA3", 3, 440))
DIRECT = "rule XX/T/AB { cat 8 { then { stopovers max 0; } } }\n"
NO_STOPOVER = "rule XX/T/AC {{ cat 8 {{ then {{ stopovers max 0; }} }} {} }}"


@pytest.mark.parametrize(("text", "total", "units"), [
    ("", 700, ["RT"]), (NO_STOPOVER.format(""), 800, ["SOJ", "OW"]),
    (NO_STOPOVER.format("cat 10 { then { combine OJ none; } }"), 970, ["OW", "OW", "OW"]),
])
def test_the_worked_combination(text, total, units):
    """Return with a point on the way 700; open jaw with a one-way in its gap 800; one-ways 970; end on end 900."""
    found = solved(journey("NYCLON", "LONPAR", "PARNYC"), filed(*CORNER, text=DIRECT + text))
    assert (found.total, kinds(found)) == (total, units)


def test_one_ways_through_a_point_where_nothing_returns():
    oneways = [each for each in CORNER if each.tag != 2]
    found = solved(journey("NYCLON", "LONPAR", "PARNYC"), filed(*oneways, text=DIRECT))
    assert (found.total, kinds(found)) == (900, ["OW", "OW"])


def test_a_fare_that_may_not_be_doubled_is_no_half():
    asked = journey("NYCPAR", "PARNYC")
    assert solved(asked, filed(*CORNER)).total == 700
    single = [each for each in CORNER if each.basis in ("AC1", "CA3")]
    assert solved(asked, filed(*single)).total == 900  # 460 out as a one-way and 440 back; 460 twice is more


def test_open_jaws_are_halves_from_where_they_began():
    turning = filed(Filing("BJS", "LON", "OUT", 2, 800), Filing("BJS", "PAR", "BACK", 2, 1000))
    line = "BJS XX LON 400.00OUT /-PAR XX BJS 500.00BACK NUC900.00END ROE7.1"
    assert calc(journey("BJSLON", "PARBJS"), turning) == line
    origin = filed(Filing("LON", "BJS", "OUT", 2, 800), Filing("PAR", "BJS", "BACK", 2, 1000))
    found = solved(journey("LONBJS", "BJSPAR"), origin)
    assert (kinds(found), found.total) == (["SOJ"], 900)
    double = filed(Filing("LON", "BJS", "OUT", 2, 800), Filing("PAR", "NYC", "BACK", 2, 1000))
    with pytest.raises(NoFare):  # Beijing to New York is farther than either is flown
        solved(journey("LONBJS", "NYCPAR"), double)
    double = filed(Filing("NYC", "LON", "OUT", 2, 800), Filing("NYC", "PAR", "BACK", 2, 1000))
    assert kinds(solved(journey("NYCLON", "PARNYC"), double)) == ["SOJ"]
    double = filed(Filing("LON", "NYC", "OUT", 2, 800), Filing("PAR", "BJS", "BACK", 2, 1000))
    with pytest.raises(NoFare):
        solved(journey("LONNYC", "BJSPAR"), double)


@pytest.mark.parametrize(("text", "refused"), [
    ("cat 9 { then { surface none; } }", True), ("cat 9 { then { surface allowed; } }", False),
    ("cat 10 { then { combine SOJ none; } }", True), ("cat 10 { then { combine DOJ none; } }", False),
])
def test_what_rules_say_of_an_open_jaw(text, refused):
    fares = (Filing("NYC", "LON", "OUT", 2, 800), Filing("NYC", "PAR", "BACK", 2, 1000))
    tariff = filed(*fares, text=f"rule {RULE} {{ {text} }}")
    if refused:
        with pytest.raises(RuleRefuses):
            solved(journey("NYCLON", "PARNYC"), tariff)
    else:
        assert solved(journey("NYCLON", "PARNYC"), tariff).total == 900


def test_a_gap_inside_the_united_states_needs_a_rule_that_allows_it():
    fares = (Filing("LON", "NYC", "OUT", 2, 800), Filing("LON", "BOS", "BACK", 2, 1000))
    asked = journey("LONNYC", "BOSLON")
    with pytest.raises(RuleRefuses):
        solved(asked, filed(*fares))
    allowed = f"rule {RULE} {{ cat 9 {{ then {{ surface allowed; }} }} }}"
    assert solved(asked, filed(*fares, text=allowed)).total == 900


def test_a_double_open_jaw():
    """Paris lies nearer to London, and Rome to Milan, than what is flown between them."""
    tariff = filed(Filing("LON", "ROM", "OUT", 2, 300), Filing("PAR", "MIL", "BACK", 2, 200))
    found = solved(journey("LONROM", "MILPAR"), tariff)
    assert (kinds(found), found.total) == (["DOJ"], 250)
    assert calc(journey("LONROM", "MILPAR"), tariff).startswith("LON XX ROM 150.00OUT /-MIL XX PAR 100.00BACK ")


def test_a_circle_is_priced_in_the_direction_of_travel_and_home_from_where_it_began():
    fares = (Filing("NYC", "LON", "ONE", 2, 600), Filing("LON", "ROM", "TWO", 2, 400, carrier="YY"),
             Filing("ROM", "LON", "BACK", 2, 1, carrier="YY"), Filing("NYC", "ROM", "THREE", 2, 900, carrier="ZZ"))
    tariff = filed(*fares)
    asked = journey("NYCLON", "LONROM", "ROMNYC", carriers="XX YY ZZ")
    assert calc(asked, tariff) == "NYC XX LON 300.00ONE YY ROM 200.00TWO ZZ NYC 450.00THREE NUC950.00END ROE1.0"
    assert kinds(solved(asked, tariff)) == ["CT"]
    for most in (0, 1):  # it turns at Rome and stops at London
        text = f"rule {RULE} {{ cat 8 {{ then {{ stopovers max {most}; }} }} }}"
        if most:
            assert solved(asked, filed(*fares, text=text)).total == 950
        else:
            with pytest.raises(RuleRefuses):
                solved(asked, filed(*fares, text=text))


@pytest.mark.parametrize(("says", "kept"), [("CT none", False), ("RT none", True), ("endon none", True)])
def test_what_rules_say_of_a_circle(says, kept):
    """What is said of other constructions does not touch it."""
    fares = (Filing("NYC", "LON", "ONE", 2, 600), Filing("LON", "ROM", "TWO", 2, 400, carrier="YY"),
             Filing("NYC", "ROM", "THREE", 2, 900, carrier="ZZ"))
    asked = journey("NYCLON", "LONROM", "ROMNYC", carriers="XX YY ZZ")
    tariff = filed(*fares, text=f"rule {RULE} {{ {UNCHECKED} cat 10 {{ then {{ combine {says}; }} }} }}")
    if kept:
        assert kinds(solved(asked, tariff)) == ["CT"]
    else:
        with pytest.raises(RuleRefuses) as refused:
            solved(asked, tariff)
        assert refused.value.facts["category"] == 10


def test_a_side_trip_stands_in_parentheses():
    tariff = filed(Filing("NYC", "ROM", "MAIN", 2, 1000), Filing("LON", "FRA", "SIDE", 2, 200))
    asked = journey("NYCLON", "LONFRA", "FRALON", "LONROM", "ROMNYC")
    assert calc(asked, tariff) == ("NYC XX LON(XX FRA 100.00SIDE XX LON 100.00SIDE) XX ROM M500.00MAIN "
                                   "XX NYC 500.00MAIN NUC1200.00END ROE1.0")
    found = solved(asked, tariff)
    assert [built.segments for built in found.components] == [(0, 3), (1,), (2,), (4,)]


def test_a_return_between_the_halves_of_another():
    tariff = filed(Filing("NYC", "LON", "OUTER", 2, 1000), Filing("LON", "ROM", "INNER", 2, 300))
    asked = journey("NYCLON", "LONROM", "ROMLON", "LONNYC")
    assert calc(asked, tariff) == ("NYC XX LON 500.00OUTER XX ROM 150.00INNER XX LON 150.00INNER XX NYC 500.00OUTER "
                                   "NUC1300.00END ROE1.0")


def test_units_that_may_not_stand_end_on_end_give_way_to_the_next_lowest():
    tariff = filed(Filing("LON", "PAR", "CHEAP", 3, 100, "XX/T/C"), Filing("LON", "PAR", "DEAR", 3, 180),
                   Filing("PAR", "ROM", "Y", 3, 200), text="rule XX/T/C { cat 10 { then { combine endon none; } } }")
    assert solved(journey("LONPAR"), tariff).total == 100
    assert [built.fare_basis for built in solved(journey("LONPAR", "PARROM"), tariff).components] == ["DEAR", "Y"]
    with pytest.raises(RuleRefuses) as refused:
        solved(journey("LONPAR", "PARROM"), filed(
            Filing("LON", "PAR", "CHEAP", 3, 100, "XX/T/C"), Filing("PAR", "ROM", "Y", 3, 200),
            text="rule XX/T/C { cat 10 { then { combine endon none; } } }"))
    assert refused.value.facts["category"] == 10


def test_what_is_too_much_is_told():
    circle = ("LONPAR", "PARLON") * 8
    fares = [Filing(one, other, f"{one[0]}{tag}", tag, 100 * tag) for one, other in (("LON", "PAR"), ("PAR", "LON"))
             for tag in (1, 2)]
    tariff = filed(*fares)
    with pytest.raises(TooManyFlights) as many:
        solved(journey(*circle, "LONPAR"), tariff)
    assert many.value.facts == {"flights": 17, "most": 16}
    assert not solved(journey(*circle), tariff).capped
    asked = journey(*circle)
    parts = Components(Itinerary(asked.segments, tariff.places), tariff, asked, "ADT")
    short = Construction(parts, Work(20)).cheapest()
    assert short.capped and short.total == 1600


def test_a_flight_within_one_city_has_no_fare():
    asked = request("XX1 Y 01JUN LHRLGW 0900 1000", currency="USD")
    with pytest.raises(CircularRouting) as refused:
        solved(asked, filed())
    assert refused.value.facts == {"origin": "LHR", "destination": "LGW"}


CITIES = ("LON", "PAR", "ROM", "NYC")
NEVER = {"XX/T/E": {"endon"}, "XX/T/J": {"OJ"}, "XX/T/S": {"same"}}
TEXT = "\n".join(f"rule {name} {{ {UNCHECKED} cat 10 {{ then {{ combine {what}; }} }} }}" for name, what in (
    ("XX/T/E", "endon none"), ("XX/T/J", "OJ none"), ("XX/T/S", "RT halves same rule")))
PAIRS = [(one, other) for one in CITIES for other in CITIES if one != other]


@st.composite
def worlds(draw):
    """A journey of up to five flights, mostly joined, and fares between the cities."""
    flights, here = [], draw(st.sampled_from(CITIES))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.sampled_from([here, here, here, *CITIES]))
        here = draw(st.sampled_from([city for city in CITIES if city != start]))
        flights.append(start + here)
    hours = tuple(draw(st.sampled_from([168, 168, 5])) for _ in flights[1:])
    rules = st.sampled_from(["", "", "", *NEVER])
    fares = st.builds(lambda pair, letter, tag, tens, rule: Filing(*pair, f"{letter}{tag}", tag, tens * 10, rule),
                      st.sampled_from(PAIRS), st.sampled_from("ABC"), st.sampled_from([1, 2, 2, 3]),
                      st.integers(5, 40), rules)
    filings = draw(st.lists(fares, min_size=6, max_size=24, unique_by=lambda each: (each.start, each.end, each.basis)))
    return flights, hours, filings


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_nothing_is_lower_than_what_is_found(world):
    flights, hours, filings = world
    asked = journey(*flights, hours=hours)
    itinerary = Itinerary(asked.segments, Places.embedded())
    legs = [Leg(each[:3], each[3:], place < len(flights) - 1 and not itinerary.connection(place))
            for place, each in enumerate(flights)]
    best = lowest(legs, filings, NEVER)
    try:
        found = solved(asked, filed(*filings, text=TEXT))
    except PnrError:
        assert best is None
        return
    assert best == (int(found.total * 100), *found.order[1:])
    assert not found.capped and found.total == sum((built.total for built in found.components), Decimal(0))
