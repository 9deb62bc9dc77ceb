"""Files of fares, rules, rates and taxes in the host: whole or not at all, once, on every store, for everybody."""
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnr.engine.pricing.price import price
from pnr.engine.schedule.places import Places
from pnr.engine.store.dump import digest, dump
from pnr.engine.store.restore import clear, restore
from pnr.engine.store.weight import Weight
from pnr.engine.tariff.forms import FORMS
from pnr.engine.tariff.loading import load
from pnr.engine.tariff.reading import FileFault, Reading
from pnr.engine.world import World
from pnr.values.money import Money

from .journeys import request

DAY = date(2026, 6, 1)
PLACES = Places.embedded()
HEAD = "carrier,tariff,org,dst,dir,fareclass,rbd,tag,cur,amount,rule,footnote,routing,gi,eff,disc\n"
Y = "CA,DOMCN,BJS,SHA,both,Y,Y,3,CNY,1640,D000,,ANY,FE,2026-03-29,\n"
V = "CA,IPRCE,BJS,LON,both,VLEO1MCN,V,2,CNY,5000,LX09,,MPM,EH,2026-03-29,2026-10-24\n"
RULE = 'rule CA/IPRCE/LX09 "LEISURE" { owrt RT; market CN > EUROPE; }\n'


@pytest.fixture
def file(tmp_path):
    def write(text, name="fares.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def asked(store, question, world=None):
    """What a question to the host's tariff gives, in a transaction of its own."""
    return store.transact(Weight.LOOK, lambda session, _: question((world or World()).tariff(session)))


def amounts(store, carrier="CA", ends=("BJS", "SHA"), letters="Y", day=DAY):
    found = asked(store, lambda tariff: tariff.fares(carrier, *ends, day, letters))
    return sorted((fare.fare_class, str(fare.amount)) for fare in found)


# ---- what was loaded is there

def test_fares_are_there_for_every_program(store, store_url, open_store, file):
    before = amounts(store)
    done = load(store, file(HEAD + Y), "fares", PLACES)
    assert (done.rows, done.filing, done.known) == (1, 1, False)
    assert amounts(store) == [("Y", "1640.00")] != before
    assert amounts(store, ends=("SHA", "BJS")) == [("Y", "1640.00")]
    assert amounts(store, day=date(2026, 3, 28)) == before
    assert amounts(store, "MU")[0][1] != "1640.00"
    if store_url != "sqlite://":
        assert amounts(open_store(store_url)) == [("Y", "1640.00")]


def test_the_same_file_twice_is_once(store, file):
    load(store, file(HEAD + Y), "fares", PLACES)
    before = digest(store)
    again = load(store, file(HEAD + Y, "other name.csv"), "fares", PLACES)
    assert again.known and again.filing == 1
    assert digest(store) == before


def test_what_is_filed_goes_with_backups_and_is_equal_everywhere(store, open_store, file):
    other = open_store("sqlite://")
    for each in (store, other):
        load(each, file(HEAD + Y + V), "fares", PLACES)
        load(each, file(RULE, "rules.frl"), "rules", PLACES)
    assert digest(store) == digest(other)
    lines, world = [f"{line}\n" for line in dump(store)], World()
    assert asked(store, lambda tariff: len(tariff.fares("CA", "BJS", "LON", DAY, "V")), world) == 1
    clear(store)
    assert asked(store, lambda tariff: len(tariff.fares("CA", "BJS", "LON", DAY, "V")), world) > 1
    load(store, file(HEAD + Y.replace("1640", "1700")), "fares", PLACES)
    assert amounts(store) == [("Y", "1700.00")]
    restore(store, lines, force=True)
    assert amounts(store) == [("Y", "1640.00")] and digest(store) == digest(other)


def test_a_rule_that_was_loaded_governs_its_fares(store, file):
    load(store, file(HEAD + V), "fares", PLACES)
    journey = request("CA937 V 10JUL PEKLHR 1010 1335", "CA938 V 24JUL LHRPEK 1415 0740+1")
    load(store, file(RULE, "rules.frl"), "rules", PLACES)
    (fare,) = asked(store, lambda tariff: price(journey, tariff))
    assert fare.base == Money.of(5000, "CNY")
    assert fare.fare_calc == "BJS CA LON 352.11VLEO1MCN CA BJS 352.11VLEO1MCN NUC704.22END ROE7.1"
    load(store, file(RULE.replace("market", "cat 7 { then { stay max 7d; } } market")
                     .replace("{ owrt RT; cat 7 { then { stay max 7d; } } market CN > EUROPE; }",
                              "{ owrt RT; market CN > EUROPE; cat 7 { then { stay max 7d; } } }"), "more.frl"),
         "rules", PLACES)
    with pytest.raises(Exception, match="category=7"):
        asked(store, lambda tariff: price(journey, tariff))


def test_of_two_versions_the_later_counts_while_it_is_in_force(store, file):
    june = Y.replace("1640", "1500").replace("2026-03-29,", "2026-06-01,2026-06-30")
    load(store, file(HEAD + Y), "fares", PLACES)
    load(store, file(HEAD + june), "fares", PLACES)
    for day, expected in (("05-31", "1640.00"), ("06-01", "1500.00"), ("06-30", "1500.00"), ("07-01", "1640.00")):
        assert amounts(store, day=date.fromisoformat(f"2026-{day}")) == [("Y", expected)]
    load(store, file(HEAD + june.replace("1500", "1450")), "fares", PLACES)
    assert amounts(store) == [("Y", "1450.00")]


def test_fares_of_one_direction_and_of_one_airport(store, file):
    there = Y.replace("both,Y,", "F,YOW,")
    back = Y.replace("both,Y,", "T,YBACK,").replace("1640", "1700")
    airport = Y.replace("BJS,SHA,both,Y,", "PEK,SHA,both,YPEK,").replace("1640", "1230")
    load(store, file(HEAD + there + back + airport), "fares", PLACES)
    assert amounts(store) == [("YOW", "1640.00"), ("YPEK", "1230.00")]
    assert amounts(store, ends=("SHA", "BJS")) == [("YBACK", "1700.00"), ("YPEK", "1230.00")]
    assert base_of(store, "CA1 Y 10JUL PEKSHA 0830 1045") == "1230.00"
    assert base_of(store, "CA1 Y 10JUL PKXSHA 0830 1045") == "1640.00"


def base_of(store, *flights):
    (fare,) = asked(store, lambda tariff: price(request(*flights), tariff))
    return str(fare.base)


def test_rates_and_units_by_day(store, file):
    load(store, file("cur,rate,from,to\nCNY,7.2,2026-06-01,2026-06-30\n", "roe.csv"), "rates", PLACES)
    load(store, file("from_cur,to_cur,rate,date\nUSD,CNY,7.25,2026-06-01\nEUR,CNY,8.5,2026-06-01\n", "bsr.csv"),
         "rates", PLACES)
    load(store, file("cur,fare_unit,fare_dir,eff\nCNY,1,nearest,2026-06-01\n", "unit.csv"), "rates", PLACES)
    rates = asked(store, lambda tariff: [
        *(tariff.rates.roe("CNY", day) for day in (date(2026, 5, 31), DAY, date(2026, 7, 1))),
        tariff.rates.selling("USD", "CNY", DAY), tariff.rates.selling("EUR", "CNY", DAY),
        tariff.rates.unit("CNY", DAY).unit, tariff.rates.unit("CNY", date(2026, 5, 31)).unit])
    assert rates == [Decimal(each) for each in ("7.1", "7.2", "7.1", "7.25", "8.5", "1", "10")]


def test_what_children_pay_by_day(store, file):
    load(store, file("ptc,area,full,percent,of,designator,rounding,from,to\n"
                     "CHD,CN,yes,67,fare,CH33,unit,2026-06-01,2026-06-30\n", "types.csv"), "fares", PLACES)
    for day, expected in (("05-31", "980.00"), ("06-01", "1310.00"), ("07-01", "980.00")):
        asked_for = request("CA1 Y 10DEC PEKSHA 0830 1045", passengers="CHD:8", sold=f"2026-{day}T12:00")
        (fare,) = asked(store, lambda tariff, journey=asked_for: price(journey, tariff))
        assert str(fare.base) == expected


def test_routings_mileage_and_agreements_are_asked_for(store, file):
    load(store, file("validating,partner,from\nCA,XX,2026-01-01\n"), "agreements", PLACES)
    load(store, file("a,b,gi,miles\nBJS,LON,EH,9999\n"), "routings", PLACES)
    assert asked(store, lambda tariff: [row["partner"] for row in tariff.filings.of("agreement", "CA")]) == ["XX"]
    assert asked(store, lambda tariff: [row["tpm"] for row in tariff.filings.of("tpm", "BJSLON")]) == [9999]


# ---- what cannot be loaded

BAD = [
    ("fares", HEAD + Y + V.replace("5000", "50x0"), 3, 40, "'50x0' is no amount"),
    ("fares", HEAD + Y.replace("1640", "-1640"), 2, 33, "'-1640' is no amount"),
    ("fares", HEAD + Y.replace("1640", "1640.005"), 2, 33, "more decimals"),
    ("fares", HEAD + Y.replace("CNY,1640", "JPY,1640.5"), 2, 33, "more decimals"),
    ("fares", HEAD + Y.replace("CNY", "CNX"), 2, 29, "no currency"),
    ("fares", HEAD + Y.replace("SHA", "QQQ"), 2, 14, "no city or airport that is known"),
    ("fares", HEAD + Y.replace("SHA", "BJS"), 2, 14, "from BJS to BJS"),
    ("fares", HEAD + Y.replace(",3,", ",4,"), 2, 27, "none of 1 2 3"),
    ("fares", HEAD + Y.replace("both", "all"), 2, 18, "none of both"),
    ("fares", HEAD + Y.replace(",Y,Y,", ",Y,YY,"), 2, 25, "no booking class"),
    ("fares", HEAD + Y.replace(",Y,Y,", ",YTOOLONGNAME,Y,"), 2, 23, "no fare class"),
    ("fares", HEAD + Y.replace("2026-03-29", "2026-02-30"), 2, 51, "no day of the calendar"),
    ("fares", HEAD + Y.replace("2026-03-29", "29MAR26"), 2, 51, "no date"),
    ("fares", HEAD + V.replace("2026-10-24", "2026-03-28"), 2, 69, "is before"),
    ("fares", HEAD + Y.replace("1640,", "1640,,"), 2, 62, "17 cells where there are 16 columns"),
    ("fares", HEAD + Y.replace(",ANY", ""), 2, 57, "15 cells"),
    ("fares", HEAD + Y.replace("1640", ""), 2, 33, "amount is missing"),
    ("fares", HEAD + Y + Y.replace("CNY", "USD"), 3, 29, "USD where a line before it"),
    ("fares", HEAD + Y.replace("CA,", '"CA,'), 2, 1, "unexpected end of data"),
    ("fares", (HEAD + Y).encode() + b"CA,DOMCN,BJS,S\xffA\n", 3, 15, "not UTF-8"),
    ("fares", HEAD.replace("rbd", "colour") + Y, 1, 38, "no column is called 'colour'"),
    ("fares", HEAD.replace(",amount", ""), 1, 1, "no column amount"),
    ("fares", HEAD.replace("rbd", "carrier"), 1, 38, "column carrier stands twice"),
    ("fares", "", 1, 1, "no column is called ''"),
    ("fares", HEAD + Y[:-1] + "x" * 3000 + "\n", 2, 2001, "longer than"),
    ("rates", "cur,rate,from,to\nCNY,0,2026-06-01,\n", 2, 5, "no rate"),
    ("rates", "cur,rate,from,to\nCNY,7.1.2,2026-06-01,\n", 2, 5, "no rate"),
    ("rates", "from_cur,to_cur,rate,date\nUSD,USD,1,2026-06-01\n", 2, 5, "from USD to USD"),
    ("rates", "cur,fare_unit,fare_dir,eff\nCNY,1,down,2026-06-01\n", 2, 7, "none of up nearest"),
    ("taxes", "code,kind,country,cur,amount,from\nCN,departures,CN,CNY,50,2026-01-01\n", 2, 4, "none of departure"),
    ("taxes", "code,kind,country,cur,amount,from\nCN,departure,CHN,CNY,50,2026-01-01\n", 2, 14, "no country"),
    ("taxes", "code,kind,country,cur,pct,from\nUS,percent,US,USD,107,2026-01-01\n", 2, 19, "more than 100 percent"),
    ("agreements", "validating,partner,from\nCA,CA,2026-01-01\n", 2, 4, "from CA to CA"),
    ("routings", "carrier,routing,map,from\nCA,1,BJS--LON,2026-01-01\n", 2, 6, "no routing map"),
    ("rules", "rule CA/X/1 {\n  cat 7 { then { stay maxi 7d; } }\n}\n", 2, 18, ""),
    ("rules", "rule CA/X/1 {", 1, 14, "ends too early"),
]


@pytest.mark.parametrize(("kind", "text", "line", "column", "reason"), BAD)
def test_a_bad_line_is_named_and_nothing_is_loaded(open_store, file, kind, text, line, column, reason):
    store, path = open_store("sqlite://"), file(text)
    before = digest(store)
    with pytest.raises(FileFault) as caught:
        load(store, path, kind, PLACES)
    fault = caught.value
    assert (fault.line, fault.column) == (line, column), fault
    assert reason in fault.reason and str(fault) == f"{path}:{line}:{column}: {fault.reason}"
    assert digest(store) == before


def many(lines):
    """Lines of a whole network, as many as asked for."""
    cities = "BJS LON NYC PAR FRA TYO SIN SYD HKG SEL BKK DEL DXB MOW ROM MAD LAX CHI YTO SAO".split()
    for number in range(lines):
        one, other = cities[number // 400 % 20], cities[(number // 400 % 20 + 1 + number // 8000) % 20]
        if one != other:
            yield (f"CA,IPRCE,{one},{other},both,{chr(65 + number % 26)}{number % 400},{chr(65 + number % 26)},"
                   f"{number % 3 + 1},USD,{100 + number % 7919},WF00,,,EH,2026-03-29,\n")


def test_one_bad_line_of_a_hundred_thousand(store, file):
    lines = list(many(110_000))[:100_000]
    bad = [*lines[:70_000], lines[70_000].replace("USD", "USX"), *lines[70_001:]]
    with pytest.raises(FileFault) as caught:
        load(store, file(HEAD + "".join(bad)), "fares", PLACES)
    assert caught.value.line == 70_002 and "USX" in caught.value.reason
    assert amounts(store, ends=("BJS", "LON")) == amounts(store, ends=("BJS", "LON"), day=DAY)
    assert asked(store, lambda tariff: not tariff.filings)
    assert load(store, file(HEAD + "".join(lines)), "fares", PLACES).rows == 100_000
    assert asked(store, lambda tariff: len(tariff.loaded.versions("CA", "BJS", "LON"))) == sum(
        ",BJS,LON," in line or ",LON,BJS," in line for line in lines)


@pytest.mark.parametrize("text", [
    HEAD + Y + V, (HEAD + Y + V).replace("\n", "\r\n"), "\ufeff" + HEAD + Y + V, HEAD + Y + V[:-1],
    HEAD + "# a word about it\n\n" + Y + V, HEAD + Y.replace("DOMCN", '"DOMCN"') + V,
    HEAD.upper() + Y + V, (HEAD + Y + V).replace("2026-10-24\n", "2026-10-24\n\n\n"),
])
def test_ways_to_write_the_same_file(open_store, file, text):
    store = open_store("sqlite://")
    assert load(store, file(text), "fares", PLACES).rows == 2
    assert amounts(store) == [("Y", "1640.00")]


# ---- both ways of reading are one

CELLS = st.sampled_from(["CA", "BJS", "LON", "PEK", "both", "Y", "3", "CNY", "1640", "16.400", "JPY", "2026-03-29", "",
                         "2026-13-01", "2025-01-01", "MPM", "EH", "x", '"', "#", "é", "\0", "\t", "99999999999", "ANY"])
LINES = st.one_of(
    st.tuples(st.sampled_from([Y, V]), st.integers(0, 15), CELLS).map(
        lambda drawn: ",".join([*drawn[0].rstrip("\n").split(",")[:drawn[1]], drawn[2],
                                *drawn[0].rstrip("\n").split(",")[drawn[1] + 1:]]) + "\n"),
    st.lists(CELLS, max_size=20).map(lambda cells: ",".join(cells) + "\n"), st.just(Y), st.just(V),
    st.text(max_size=30))


def read(path, kind, by_line=False):
    reading = Reading(path, kind, PLACES)
    if by_line:
        reading.of_chunk = lambda data: reading.line_by_line(reading.text(data, reading.line + 1))
    try:
        runs = list(reading.runs())
        return [(key, line) for key, lines in runs for line in lines.split("\n")], reading.rows
    except FileFault as fault:
        return fault.line, fault.column, fault.reason


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=6), st.sampled_from([HEAD, HEAD.replace("dir,", ""), "", "\n", "a,b\n"]))
def test_any_file_is_read_or_refused_and_the_same_both_ways(tmp_path_factory, lines, head):
    path = tmp_path_factory.getbasetemp() / "fuzzed.csv"
    path.write_text(head + "".join(lines), encoding="utf-8", newline="")
    assert read(path, "fares") == read(path, "fares", by_line=True)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(sorted({form.kind for form in FORMS})))
def test_any_bytes_are_refused_or_read(tmp_path_factory, data, kind):
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(data)
    assert read(path, kind)
