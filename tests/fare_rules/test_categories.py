"""Each category by the journeys that break it, in the words of the verdict; and the examples of the trade."""
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pnr.fare_rules.facts import Change, Facts, Filed, Sector, Unit
from pnr.fare_rules.geography import areas, point
from pnr.fare_rules.judge import Levels, Outcome, judge, refusal
from pnr.fare_rules.lint import load

PEK, SHA, FRA, LHR = (point(*codes) for codes in (
    ("PEK", "BJS", "CN"), ("PVG", "SHA", "CN"), ("FRA", "FRA", "DE"), ("LHR", "LON", "GB")))
OUT, BACK = datetime(2026, 5, 20, 9), datetime(2026, 5, 27, 21, 40)  # both Wednesdays
HOME = Sector("CA", 1501, OUT, PEK, SHA, equipment="321")
ABROAD = Sector("CA", 937, OUT + timedelta(hours=20), SHA, LHR, operating="BA", equipment="789", stops=1)
OWN = Filed("CA", "IPRCE", "CA/IPRCE/LX01", "VLEO1MCN", oneway=False, tag=2, type="XEX")
OTHER = replace(OWN, rule="CA/IPRCE/LX02", fare_class="VHEO3MCN", type="EU")
CHANGES = (Change("SHA", "out", SHA, stopover=True), Change("FRA", "in", FRA, online=False))
UNIT = Unit("RT", OUT, OUT + timedelta(hours=31), BACK, BACK, BACK + timedelta(hours=10), CHANGES, (OTHER,))
FACTS = Facts(now=datetime(2026, 5, 1, 12), reserved=datetime(2026, 5, 1, 11), departure=OUT, country="CN",
              agency="BJS1A0100", origin=PEK, destination=LHR, via=SHA, sectors=(HOME, ABROAD), fare=OWN,
              begins=OUT - timedelta(3), component="BJSLON VLEO1MCN", party=("ADT", "CNN"), age=30, unit=UNIT)
ONE_WAY = replace(FACTS, unit=Unit("OW", OUT))
REFERENCE = Path(__file__).with_name("reference.frl").read_text(encoding="utf-8")


def rule(body: str, kind: str = "rule"):
    return load(f"{kind} CA/T/R1 {{ {body} }}")[0]


def verdict(number: int, says: str, facts: Facts = FACTS):
    return judge(Levels(rule=rule(f"cat {number} {{ then {{ {says} }} }}")), number, facts)


@pytest.mark.parametrize(("number", "says", "fact"), [
    (1, "pax [CNN];", "passenger ADT, not CNN"),
    (1, "age 2..11;", "age 30, not 2..11"),
    (1, "account ACME01;", "account ACME01 not given"),
    (1, "id STUDENT;", "STUDENT identity not shown"),
    (1, "resident [FR, MC];", "not resident in FR MC"),
    (2, "dow [THU, FRI];", "travel on 20MAY26, a WED"),
    (2, "not dow [WED];", "travel on 20MAY26, a WED"),
    (2, "time 0901..1200;", "CA1501 departs 0900, not in 0901..1200"),
    (2, "not time 2200..0900;", "CA1501 departs 0900, in 2200..0900"),
    (2, "when (sector each); not time 0000..0559;", "CA937 departs 0500, in 0000..0559"),
    (2, "when (sector international); not dow [THU];", "travel on 21MAY26, a THU"),
    (3, "travel 01JUL..31AUG; season H;", "travel on 20MAY26, not in 01JUL..31AUG"),
    (4, "flights [CA1501, CA930..CA936];", "flight CA937, not among [CA1501, CA930..CA936]"),
    (4, "not flights [CA900..CA999];", "flight CA937, among [CA900..CA999]"),
    (4, "operating [CA];", "flight CA937 operated by BA"),
    (4, "not operating [BA];", "flight CA937 operated by BA"),
    (4, "marketing [BA, MU];", "flight CA1501 sold by CA"),
    (4, "equipment [789];", "flight CA1501 by aircraft 321"),
    (4, "nonstop;", "flight CA937 stops on its way"),
    (5, "confirmed all; reserve before departure 20d;", "reserved 01MAY26/1100, later than 30APR26/2359"),
    (5, "reserve before departure 20d of component;", "reserved 01MAY26/1100, later than 30APR26/2359"),
    (5, "ticket before departure 17d of journey;", "ticketed 01MAY26/1200, later than 30APR26/2359"),
    (6, "stay min 8d from outbound;", "return 27MAY26/2140, earlier than 28MAY26/0001"),
    (6, "stay min 7d from arrival;", "return 27MAY26/2140, earlier than 28MAY26/0001"),
    (6, "stay min 200h;", "return 27MAY26/2140, earlier than 28MAY26/1700"),
    (6, "stay min 1m;", "return 27MAY26/2140, earlier than 20JUN26/0001"),
    (7, "stay max 6d;", "return 27MAY26/2140, later than 26MAY26/2359"),
    (7, "stay max 7d; return complete;", "travel completed 28MAY26/0740, later than 27MAY26/2359"),
    (7, "stay max 2026-05-26;", "return 27MAY26/2140, later than 26MAY26/2359"),
    (8, "stopovers max 0;", "stopovers 1 (SHA), 0 permitted"),
    (8, "out 0; in 1;", "stopovers out 1 (SHA), 0 permitted"),
    (8, "points [HKG];", "stopover at SHA, not at HKG"),
    (9, "transfers max 1;", "transfers 2 (SHA, FRA), 1 permitted"),
    (9, "in 0;", "transfers in 1 (FRA), 0 permitted"),
    (9, "online only;", "transfer to another carrier at FRA"),
    (10, "combine RT none;", "RT combination with VHEO3MCN"),
    (10, "combine RT halves same rule;", "combined with VHEO3MCN of another rule"),
    (10, "combine RT same carrier; combine RT same type;", "combined with VHEO3MCN of another type"),
    (10, 'combine RT with ["?LE*"];', "combined with VHEO3MCN, not ?LE*"),
    (10, "carrier [MU, CZ];", "combined with a fare of CA, not MU CZ"),
    (11, "blackout 21MAY..25MAY;", "travel on 21MAY26, in 21MAY..25MAY"),
    (13, "accompany min 2 [CNN] same cabin;", "accompanied by 1 CNN, 2 required"),
    (13, "accompany min 1 [ADT] same flights portion all;", "accompanied by 0 ADT, 1 required"),
    (14, "commence 2026-05-19;", "travel begun 20MAY26, later than 2026-05-19"),
    (14, "complete 20MAY;", "travel completed 21MAY26, later than 20MAY"),
    (15, "not sale agency [BJS1A0100];", "sale by BJS1A0100"),
    (15, "ticket country [FR];", "ticketed in CN, not FR"),
    (15, "not ticket country [CN];", "ticketed in CN"),
    (23, "only construction;", "fare for construction only"),
    (23, "only proportional;", "proportional fare"),
    (23, "not ticketable;", "fare may not be ticketed"),
    (26, "group min 10; together all;", "group of 2, 10 required"),
    (27, 'tour "IT6CA24"; land min CNY1000;', "tour IT6CA24 not given"),
    (27, "tour required;", "no tour given"),
    (28, "resident [FR];", "not resident in FR"),
    (28, "issued [US, CA];", "ticketed in CN, not US CA"),
    (28, "not issued [CN];", "ticketed in CN"),
    (35, "security view [BJS1A0100];", "sale by BJS1A0100, not by one of those named"),
    (35, "security sell ticket [PEK099, SHA204];", "sale by BJS1A0100, not by one of those named"),
])
def test_what_is_broken_is_named(number, says, fact):
    found = verdict(number, says)
    assert (found.outcome, found.fact) == (Outcome.FAIL, fact)
    assert (found.category, found.rule, found.level, found.component) == (number, "CA/T/R1", "rule", FACTS.component)


@pytest.mark.parametrize(("number", "says"), [
    (1, "pax [ADT]; age 18..65;"), (2, "dow [WED]; time 0600..1000;"), (2, "when (sector first); not dow [THU];"),
    (3, "travel 01MAY..31MAY; season L;"), (4, "flights [CA900..CA999, CA1501]; not operating [MU];"),
    (6, "stay min 7d;"), (6, "stay min sunday;"), (6, "stay min 3d; stay min sunday; combine later;"),
    (6, "stay min 30d; stay min sunday; combine earlier;"), (7, "stay max 7d;"), (7, "stay max 1m; return complete;"),
    (7, "stay max 3d; stay max 8d; combine later;"), (8, "stopovers max 1; out 1; in 0; points [SHA];"),
    (9, "transfers max 2; surface none;"), (10, "combine RT halves same carrier; combine CT none;"),
    (10, 'combine RT halves with ["V*"]; carrier CA; max pu 1;'), (11, "blackout 2026-06-01..2026-06-30;"),
    (5, "reserve before departure 19d of unit;"), (5, "reserve before departure 18d of component;"),
    (17, "hip exempt; excess none;"), (26, "group min 2;"), (28, "not resident FR; issued [CN];"),
    (29, "deposit CNY500; due after reserve 3d;"), (13, "accompany min 1 [CNN] same cabin;"),
    (12, "surcharge CNY200 per direction;"), (14, "travel 2026-04-01..2026-06-30; complete 2026-07-15;"),
    (35, "security sell [BJS1A0100]; net CNY4000;"),
])
def test_what_holds(number, says):
    assert verdict(number, says).outcome is Outcome.PASS


@pytest.mark.parametrize(("number", "says"), [(6, "stay min 30d;"), (7, "stay max 1d;")])
def test_there_is_no_stay_on_a_one_way(number, says):
    """A refusal there would keep every one-way fare from being sold; the general rule is silent just so."""
    assert judge(Levels(rule=rule(f"cat {number} {{ then {{ {says} }} }}")), number, ONE_WAY).fact == "no restriction"
    assert verdict(number, says, replace(FACTS, unit=None)).outcome is Outcome.PASS


def test_a_sunday_rule_wants_a_night_from_saturday_to_sunday():
    sunday = datetime(2026, 5, 24)
    for departs, first in ((OUT, sunday), (datetime(2026, 5, 24, 8), sunday + timedelta(7))):
        early, late = (replace(FACTS, unit=replace(UNIT, departs=departs, returns=first + timedelta(minutes=minute)))
                       for minute in (0, 1))
        assert verdict(6, "stay min sunday;", early).refuses
        assert not verdict(6, "stay min sunday;", late).refuses


@pytest.mark.parametrize(("out", "limit", "last"), [
    (date(2026, 1, 31), "1m", date(2026, 2, 28)), (date(2026, 5, 20), "1m", date(2026, 6, 20)),
    (date(2026, 5, 20), "12d", date(2026, 6, 1)), (date(2028, 2, 29), "1y", date(2029, 2, 28)),
])
def test_the_last_day_of_a_stay(out, limit, last):
    departs = datetime(out.year, out.month, out.day, 9)
    for back, refused in ((datetime(last.year, last.month, last.day, 23, 59), False),
                          (datetime(last.year, last.month, last.day) + timedelta(1), True)):
        facts = replace(FACTS, unit=Unit("RT", departs, departs, back, back, back))
        assert verdict(7, f"stay max {limit};", facts).refuses is refused


def test_a_ticket_is_good_for_a_year_where_no_rule_speaks():
    late = replace(FACTS, unit=replace(UNIT, returns=OUT + timedelta(366)))
    assert judge(Levels(), 7, late).fact == "return 21MAY27/0900, later than 20MAY27/2359"
    assert refusal(Levels(), late).category == 7
    assert refusal(Levels(), FACTS) is None


def test_fares_may_break_over_a_surface_sector_between_countries():
    assert judge(Levels(), 9, replace(FACTS, unit=replace(UNIT, gaps=(False,)))).outcome is Outcome.PASS
    assert judge(Levels(), 9, replace(FACTS, unit=replace(UNIT, gaps=(True,)))).refuses


def test_the_day_the_journey_begins_may_rule_the_season_of_both_ways():
    back = replace(FACTS, sectors=(replace(HOME, departs=BACK),), direction="in")
    spring = "travel 01MAY..25MAY; season L;"
    assert verdict(3, spring, back).refuses
    assert not verdict(3, f"{spring} controls first;", back).refuses


def test_a_fare_of_one_season_is_judged_by_its_own():
    body = "cat 3 { then { travel 01JUL..31AUG; season H; } or { travel 01SEP..30JUN; season L; } }"
    for season, refused in (("H", True), ("L", False), ("", False)):
        facts = replace(FACTS, fare=replace(OWN, season=season))
        assert judge(Levels(rule=rule(body)), 3, facts).refuses is refused


def test_the_same_fare_out_and_back_is_no_combination():
    same = replace(FACTS, unit=replace(UNIT, partners=(OWN,)))
    assert not verdict(10, "combine RT none;", same).refuses
    jaw = replace(FACTS, unit=replace(UNIT, kind="SOJ", partners=(OWN,)))
    assert verdict(10, "combine OJ none;", jaw).fact == "OJ combination with VLEO1MCN"
    assert not verdict(10, "combine OJ none; combine SOJ any;", jaw).refuses
    beside = replace(FACTS, unit=None, beside=(OTHER,), units=2)
    assert verdict(10, "combine endon none;", beside).refuses
    assert verdict(10, "max pu 1;", beside).fact == "2 pricing units, 1 permitted"


def test_conditions_ask_other_categories():
    body = "cat 11 { if cat 15 { sale country [CN]; } and cat 1 { pax [ADT]; } then { blackout 20MAY..20MAY; } }"
    assert judge(Levels(rule=rule(body)), 11, FACTS).refuses
    assert judge(Levels(rule=rule(body)), 11, replace(FACTS, passenger="CNN")).fact == "no restriction"


def test_four_levels_in_order():
    speak = "cat 4 {{ then {{ when (from {}); flights [CA1]; }} }}"
    silent, heard = speak.format("JP"), speak.format("CN")
    levels = {"footnotes": "footnote", "rule": "rule", "alternate": "general", "general": "general"}
    names = ["footnote", "rule", "alternate", "general"]
    for place, name in enumerate(names):
        rules = [rule(silent if at < place else heard, kind) for at, kind in enumerate(levels.values())]
        found = judge(Levels((rules[0],), rules[1], rules[3], rules[2]), 4, FACTS)
        assert (found.outcome, found.level) == (Outcome.FAIL, name)
    assert judge(Levels((rule(silent, "footnote"),)), 4, FACTS).outcome is Outcome.PASS


@pytest.mark.parametrize("number", [3, 11, 14, 15])
def test_footnote_and_rule_must_both_pass(number):
    """3, 11, 14 and 15 alone: elsewhere a footnote that speaks is the last word."""
    hard = {15: "sale country [JP];"}.get(number, "travel 01JAN..02JAN;")
    soft = {15: "sale country [CN];"}.get(number, "travel 01JAN..31DEC;")
    note, own = (rule(f"cat {number} {{ then {{ {says} }} }}", kind) for says, kind in ((soft, "footnote"),
                                                                                       (hard, "rule")))
    assert judge(Levels((note,), own), number, FACTS).refuses
    assert judge(Levels((note,)), number, FACTS).outcome is Outcome.PASS
    general = rule(f"cat {number} {{ then {{ {hard} }} }}", "general")
    silent = rule(f"cat {number} {{ then {{ when (from JP); {soft} }} }}")
    assert judge(Levels((note,), silent, general), number, FACTS).level == "general"  # a footnote silences no rule
    assert judge(Levels((note,), own, rule("", "general")), number, FACTS).level == "rule"


def test_the_string_of_category_five():
    """Sold in Japan the first set is silent and the second counts; sold late in China the first refuses for good."""
    body = ("cat 5 { if cat 15 { sale country [CN]; } then { ticket after reserve 24h; } "
            "else then { ticket after reserve 72h; } }")
    late = replace(FACTS, now=FACTS.reserved + timedelta(hours=30))
    assert judge(Levels(rule=rule(body)), 5, replace(late, country="JP")).outcome is Outcome.PASS
    assert judge(Levels(rule=rule(body)), 5, late).refuses


def test_the_example_of_the_trade_lets_the_journey_through_until_something_breaks_it():
    own, note, _ = load(REFERENCE)
    there = Sector("CA", 937, OUT, PEK, LHR)
    trip = replace(FACTS, sectors=(there,), unit=Unit("RT", OUT, OUT, BACK, BACK, BACK, (), (OWN,)))
    levels = Levels((note,), own)
    assert refusal(levels, trip) is None
    broken = {
        1: {"passenger": "CNN", "age": 12}, 5: {"reserved": OUT - timedelta(6)},
        6: {"unit": replace(trip.unit, returns=OUT + timedelta(2))},
        7: {"unit": replace(trip.unit, returns=OUT + timedelta(32))},
        8: {"unit": replace(trip.unit, changes=(replace(CHANGES[0], at="HKG", point=point("HKG", "HKG", "HK")),))},
        9: {"unit": replace(trip.unit, changes=CHANGES[1:])}, 10: {"unit": replace(trip.unit, partners=(OTHER,))},
        14: {"sectors": (replace(there, departs=datetime(2026, 7, 1)),)}, 15: {"country": "JP"},
    }
    for number, facts in broken.items():
        assert refusal(levels, replace(trip, **facts)).category == number


def test_areas():
    assert areas("FR") == {"EUROPE", "TC2"} and areas("CN") == {"SEASIA", "TC3"} and areas("XX") == set()
    assert "TC1" in point("JFK", "NYC", "US", "NY") and "USNY" in point("JFK", "NYC", "US", "NY")
    assert Sector("AA", 100, OUT, LHR, point("JFK", "NYC", "US")).transoceanic and not ABROAD.transoceanic


@pytest.mark.parametrize("kind", ["RT", "SOJ", "DOJ", "CT"])
@pytest.mark.parametrize(("said", "fact"), [
    ("none", "{} combination with VHEO3MCN"), ("any", ""), ("halves", ""), ("same carrier", ""), ("same tariff", ""),
    ("same rule", "combined with VHEO3MCN of another rule"), ("same type", "combined with VHEO3MCN of another type"),
    ("same tag", ""), ("halves same rule", "combined with VHEO3MCN of another rule"),
    ('with ["?LE*"]', "combined with VHEO3MCN, not ?LE*"), ('with ["?HE*"]', ""),
])
def test_combinations_by_kind_of_construction(kind, said, fact):
    """What is said of one kind leaves the others alone; what is said of open jaws is said of both."""
    facts = replace(FACTS, unit=replace(UNIT, kind=kind))
    assert verdict(10, f"combine {kind} {said};", facts).fact == fact.format(kind)
    others = {"RT", "SOJ", "DOJ", "CT", "endon"} - {kind}
    assert not any(verdict(10, f"combine {other} none;", facts).refuses for other in others)
    assert verdict(10, "combine OJ none;", facts).refuses is (kind in ("SOJ", "DOJ"))


def test_combinations_end_on_end_ask_of_other_pricing_units():
    facts = replace(FACTS, beside=(replace(OTHER, carrier="BA"),))
    assert verdict(10, "combine endon same carrier;", facts).fact == "combined with VHEO3MCN of another carrier"
    assert not verdict(10, "combine endon same rule;", replace(facts, beside=(OWN,))).refuses
    assert verdict(10, "max pu 1;", replace(facts, units=2)).fact == "2 pricing units, 1 permitted"
