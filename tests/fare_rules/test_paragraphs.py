"""What agents read of a rule: a paragraph a category, every clause in words, nothing wider than a screen's half."""
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fare_rules.written import RULES, VALUES
from hypothesis import HealthCheck, given, settings

from pnr.fare_rules.lint import load
from pnr.fare_rules.paragraphs import CODES, WIDTH, paragraphs
from pnr.fare_rules.rule import JUDGED, Clause
from pnr.fare_rules.sentences import ANYWHERE, HEADINGS, SENTENCES
from pnr.fare_rules.vocabulary import ACTIONS, FARES, patterns, shapes

REFERENCE = load(Path(__file__).with_name("reference.frl").read_text(encoding="utf-8"))


def read(body: str) -> dict[str, tuple[str, ...]]:
    return {code: lines for code, _, lines in paragraphs(load(f'rule CA/A/B {{ {body} }}')[0])}


def test_the_example_of_the_trade_in_paragraphs():
    assert [f"{code}.{title}" for code, title, _ in paragraphs(REFERENCE[0])] == [
        "RU.RULE APPLICATION", "EL.ELIGIBILITY", "SE.SEASONS", "AP.ADVANCE RES/TKT", "MN.MIN STAY", "MX.MAX STAY",
        "SO.STOPOVERS", "TF.TRANSFERS", "CO.COMBINABILITY", "SU.SURCHARGES", "SR.SALES RESTRICT", "PE.PENALTIES",
        "TE.TKT ENDORSEMENT", "CD.CHILD DISCOUNTS", "VC.VOLUNTARY CHANGES", "VR.VOLUNTARY REFUNDS"]
    said = {code: lines for code, _, lines in paragraphs(REFERENCE[0])}
    assert said["AP"] == (
        "  RESERVATIONS ARE REQUIRED AT LEAST 7 DAYS BEFORE",
        "    DEPARTURE.",
        "  TICKETING MUST BE COMPLETED WITHIN 72 HOURS AFTER",
        "    RESERVATIONS ARE MADE.",
        "  TICKETING MUST BE COMPLETED AT LEAST 7 DAYS BEFORE",
        "    DEPARTURE - WHICHEVER IS EARLIER.")
    assert said["MX"] == (
        "  RETURN TRAVEL MUST COMMENCE NO LATER THAN 1 MONTH AFTER",
        "    DEPARTURE FROM ORIGIN.")
    assert said["SU"] == ("  IF TRAVEL IS ON FRI/SAT -", "    A SURCHARGE OF CNY 200 PER DIRECTION APPLIES.")
    assert said["SO"][2] == "  NO STOPOVERS INBOUND PERMITTED."
    assert said["RU"][-1] == "  FOR TICKETS ISSUED 29MAR26 THROUGH 24OCT26."


def test_alternatives_sequences_and_variants():
    assert read("cat 5 for (owrt OW) none; cat 5 { if cat 15 { sale country [CN]; } then { confirmed all; } "
                "and { standby no; } else then { when (pax [CNN]); note \"ask\"; } or { } }")["AP"] == (
        "  FOR ONE WAY FARES -",
        "    NO RESTRICTION.",
        "  IF SOLD IN CN -",
        "    ALL SECTORS MUST BE CONFIRMED.",
        "    AND -",
        "    STANDBY IS NOT PERMITTED.",
        "  OTHERWISE -",
        "  FOR CHILDREN -",
        "    ASK.",
        "  OR -",
        "  NO RESTRICTION.")


def test_the_head_and_its_fares():
    assert read('market [BJS] = EUROPE; private; fares for (fareclass ["V*"], owrt RT) { type XEX; season H; }')["RU"] \
        == ("  BETWEEN BJS AND EUROPE.", "  PRIVATE FARE.", "  FOR FARE CLASSES V*, FOR ROUND TRIP FARES -",
            "    FARE TYPE XEX.", "    SEASON H.")


def sample(pattern: str) -> Iterator[Clause]:
    """A clause for each way a pattern can be written, any word for its values."""
    for words in (words for shape in shapes(pattern) for words in product(*shape)):
        yield Clause(tuple("X" if word in VALUES else word for word in words))


@pytest.mark.parametrize("number", sorted(JUDGED))
def test_every_clause_has_a_sentence_and_every_match_field_a_heading(number):
    assert number in CODES
    for pattern in ACTIONS[number]:
        for clause in sample(pattern):
            assert clause.phrase in SENTENCES[number] or clause.phrase in ANYWHERE, clause
    for pattern in (*patterns(number, True), *FARES):
        for clause in sample(pattern):
            assert clause.phrase in HEADINGS or clause.phrase == "pax", clause


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULES)
def test_whatever_a_rule_says_fits_its_lines(rule):
    for code, title, lines in paragraphs(rule):
        assert len(code) == 2 and title and lines
        assert all(0 < len(line.rstrip()) <= WIDTH for line in lines)
