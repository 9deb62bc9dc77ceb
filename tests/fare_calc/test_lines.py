"""Fare calculation lines: read, written, checked, said as data."""
import json
from decimal import Decimal
from itertools import islice

import pytest
from fare_calc.lines import CANONICAL, REAL, lines
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lark import Lark

from pnr.fare_calc.checks import faults
from pnr.fare_calc.data import told
from pnr.fare_calc.from_data import NoLine, line_of
from pnr.fare_calc.line import Charge, Fare, Sector, SideTrip, Surface
from pnr.fare_calc.reading import CalculationFault, grammar, parsed, read
from pnr.fare_calc.writing import write
from pnr.grammar.reader import EXAMPLE

SLOWLY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck),
                  phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to make a failing line smaller takes minutes
EXAMPLES = [text for text, _ in EXAMPLE.findall(grammar(False))]


@pytest.mark.parametrize("text", REAL)
def test_a_printed_line_reads_and_adds_up(text):
    line = read(text)
    assert list(faults(line)) == []
    assert str(line.sum) == REAL[text]
    assert read(write(line)) == line
    assert line_of(json.loads(json.dumps(told(line)))) == line


@pytest.mark.parametrize("place", CANONICAL)
def test_a_canonical_line_is_written_as_it_was_read(place):
    text = list(REAL)[place]
    assert write(read(text)) == text


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_canonical_and_right(text):
    line = parsed(text)
    assert (write(line), list(faults(line))) == (text, [])


@pytest.mark.parametrize("whole", [False, True])
def test_the_grammar_has_no_conflicts(whole):
    assert Lark(grammar(whole), parser="lalr", start="line", strict=True)


@SLOWLY
@given(lines())
def test_what_is_written_reads_back(line):
    assert parsed(write(line)) == line


@SLOWLY
@given(lines())
def test_data_tells_of_the_same_line(line):
    assert write(line_of(json.loads(json.dumps(told(line))))) == write(line)


@SLOWLY
@given(st.sampled_from(list(REAL)[:-1]), st.data())
def test_a_blank_inside_a_token_is_left_out(text, data):
    """As where a line was wrapped: between figures, or the letters of a city."""
    line = parsed(text)
    places = [place for place in range(4, len(text)) if text[place - 1:place + 1].isdigit()
              and "ROE" not in text[:place]]
    at = data.draw(st.sampled_from(places))
    assert read(f"{text[:at]} {text[at:]}") == line


def test_a_line_wrapped_twice_is_whole_again():
    text = ("EDI AA NYC 58.26OKN5F1M4U/GBT1 AA RDU AA X/E/L ON BA EDI 5M61.17OKN5F1 M4U/GBT1 NUC119.43END "
            "ROE0.738027")
    assert write(read(text)) == list(REAL)[3]
    assert read("CHI TK X/ IST TK TLV 261.90TK X/IST TK CHI 261.90PC100.00 NUC623.80END ROE1.0").cities[1] == "IST"


ALPHABET = "ABCDEHILMNOPQRSTUX0159./()-* "


@SLOWLY
@given(st.one_of(st.text(), st.text(ALPHABET), st.lists(st.sampled_from(
    "LON NYC BA NUC END ROE1.0 100.00 Q5.00 S Q M 5M X/ E/ // /- ( ) BT XT XF 4.5US Y PC P D LONNYC 1S PLUS".split()
    )).map(" ".join)))
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        line = read(text)
        list(faults(line))
        told(line)
    except CalculationFault as fault:
        assert 0 <= fault.at <= len(text)


@SLOWLY
@given(st.sampled_from(list(REAL)), st.data())
def test_a_damaged_line_is_read_or_refused_with_a_place(text, data):
    at = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:at] + data.draw(st.sampled_from(["", "A", "5", ".", "/", "(", "END", " "])) + text[at + 1:]
    try:
        read(damaged)
    except CalculationFault as fault:
        assert 0 <= fault.at <= len(damaged)


WRONG = {  # what is said of them, and where
    "LON BA NYC 100.00BA LON 50.00NUC150.02END ROE0.8": ("sum-differs", 32),
    "LON BA NYC 100.00BA LON NUC100.00END ROE0.8": ("fare-missing", 17),
    "LON 5.00BA NYC 100.00NUC105.00END ROE0.8": ("fare-misplaced", 4),
    "LON BA NYC(BA BOS 10.00) 100.00NUC110.00END ROE0.8": ("continuity", 14),
    "LON BA NYC 100.00Y END": ("total-missing", 19),
    "LON BA NYC 100.00NUC100.00END": ("roe-missing", 26),
    "LON BA NYC 100.00GBP100.00END ROE0.8": ("roe-misplaced", 30),
    "TYO NH OSA 21429NUC21429END ROE1.0": ("check-format", 11),
    "LON BA NYC 100.00NUC100.00": ("check-format", 17),
    "LON BA NYC(BA BOS 10.00 NUC110.00END ROE0.8": ("check-format", 24),
    "LON BA NYC(Q5.00) 100.00NUC105.00END ROE0.8": ("check-format", 10),
    "LON BA": ("check-format", 4),
    "": ("check-format", 0),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_its_place(text):
    code, at = WRONG[text]
    try:
        fault = next(faults(read(text)))
        assert (fault.code, fault.at(text)) == (code, at)
    except CalculationFault as found:
        assert (found.code, found.at) == (code, at)


def test_charges_that_were_converted_may_be_a_cent_off():
    assert list(faults(read("LON BA NYC Q71.50Q34.96 15.89NUC122.34END ROE0.8"))) == []


def test_what_a_line_is_made_of():
    line = read("WAS LH LON 123.50LH BRU(LH BJL 195.54LH BRU 195.54)S100.00 LH(AT) X/E/WAS 5M184.00Y/CH25 /-BOS "
                "LH WAS M LONBOS1.00NUC799.58END ROE1.0")
    sector, fare, _, trip, charge, ocean, percent, gap, *_ = line.items
    assert (sector, fare) == (Sector("LH", "LON"), Fare(Decimal("123.50")))
    assert isinstance(trip, SideTrip)
    assert [item.city for item in islice(trip.items, 0, None, 2)] == ["BJL", "BRU"]
    assert charge == Charge("S", Decimal("100.00"))
    assert ocean == Sector("LH", "WAS", ("X", "E"), "AT")
    assert percent == Fare(Decimal("184.00"), "Y/CH25", "5M")
    assert gap == Surface("/-", "BOS")


@pytest.mark.parametrize("data", [None, [], {}, {"segments": [], "components": []}, {"segments": 5, "components": []},
                                  {"segments": [{"to": "NYC"}], "components": []}])
def test_data_that_tells_of_no_line_is_refused(data):
    with pytest.raises(NoLine):
        line_of(data)
