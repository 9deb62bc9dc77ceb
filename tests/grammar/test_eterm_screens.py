"""eTerm's screens to the column, from values made by hand; the transcripts show the rest."""
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from pnr.commands.availability import FlightLine
from pnr.engine.booking.booking import Booking
from pnr.engine.booking.elements import Contact, Information, Name, Remark, Segment, Service, Ticketing
from pnr.engine.booking.order import number
from pnr.engine.ticketing.tickets import Coupon
from pnr.errors import NoSeats
from pnr.grammar.columns import width
from pnr.grammar.dialect import load
from pnr.grammar.eterm.order import ORDER, by_name
from pnr.grammar.eterm.screens.availability import letter, one_row, two_rows
from pnr.grammar.eterm.screens.booking import View, folded, segment_row
from pnr.grammar.eterm.screens.ending import sold_row
from pnr.grammar.eterm.screens.ticketing import coupon_row
from pnr.values.money import Money

ETERM = load("eterm")
TODAY = date(2025, 12, 5)
TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
FIRST = Segment("CA", 1501, "Y", date(2025, 12, 10), "PEK", "SHA", 510, 640, 0, "33A", "HK", 1, ("leg",))


def drawn(**changes) -> str:
    segment = Segment(**{**vars(FIRST), **changes})
    return segment_row(" 2.", segment, View(Booking().add(segment), (), TODAY, (), ()))


@pytest.mark.parametrize(("changes", "row"), [
    ({}, " 2.  CA1501 Y   WE10DEC  PEKSHA HK1   0830 1040          E"),
    ({"status": "DK"}, " 2.  CA1501 Y   WE10DEC  PEKSHA DK1   0830 1040      33A   0     E"),
    ({"carrier": "ZH", "number": 9896, "operating": "CA1558", "seats": 2},
     " 2. *ZH9896 Y   WE10DEC  PEKSHA HK2   0830 1040          E      OP-CA1558"),
    ({"number": 967, "arrives_day": 1}, " 2.  CA 967 Y   WE10DEC  PEKSHA HK1   0830 1040+1        E"),
    ({"date": date(2025, 12, 4)}, " 2.  CA1501 Y   TH04DEC25PEKSHA HK1   0830 1040          E"),
    ({"married": 1}, " 2.  CA1501 Y1  WE10DEC  PEKSHA HK1   0830 1040          E"),
])
def test_a_segment(changes, row):
    assert drawn(**changes) == row


def test_what_was_sold():
    assert sold_row(FIRST) == "  CA1501  Y WE10DEC  PEKSHA HK1   0830 1040"


def shown(classes: str, **changes) -> FlightLine:
    flight = {"carrier": "CA", "number": 1501, "operating": None, "origin": "PEK", "destination": "SHA", "departs": 510,
              "arrives": 640, "arrives_day": 0, "equipment": "33A", "stops": 0}
    counts = {"A": 10, "C": -1, "L": 0, **{str(left): left for left in range(1, 10)}}
    pairs = tuple((name, counts[seats]) for name, seats in classes.split())
    return FlightLine(SimpleNamespace(**{**flight, **changes}), pairs)


def test_a_flight_on_one_row():
    row, = one_row(shown("F8 A2 YA BA MA HA KA LA QC GC VC"), "1-", True, 130, 0)
    assert row == "1-  CA1501  PEKSHA 0830   1040   33A 0    E   DS# F8 A2 YA BA MA HA KA LA QC GC*"
    row, = one_row(shown("FA YA", operating="CA1501", carrier="ZH"), "2", True, 130, 0)
    assert row == "2  *ZH1501  PEKSHA 0830   1040   33A 0    E   DS# FA YA"


def test_a_flight_on_two_rows():
    upper, lower = two_rows(shown("F8 A2 YA BA MA HA KA LA QC GC VC UC TC"), "1-", True, 130, 0)
    assert upper == "1-  CA1501  DS# F8 A2 YA BA MA HA KA LA QC GC  PEKSHA 0830   1040   33A 0    E"
    assert lower == ">               VC UC TC                                            -- --  2:10"


def test_the_second_flight_of_a_connection_has_no_board_point():
    upper, lower = two_rows(shown("J7 YA", number=9530, carrier="FM", operating="MU9530"), "", False, 455, 1)
    assert upper == "   *FM9530  DS# J7 YA                             SHA 0830+1 1040+1 33A 0    E"
    assert lower == ">   MU9530                                                          -- --  7:35"


@pytest.mark.parametrize(("seats", "mark"), [(25, "A"), (10, "A"), (9, "9"), (1, "1"), (0, "L"), (-1, "C")])
def test_a_class_is_a_letter_or_a_digit(seats, mark):
    assert letter(seats) == mark


def test_a_full_flight():
    error = NoSeats(carrier="3U", number=8900, booking_class="A", date=date(2025, 8, 29), origin="KWL",
                    destination="SYX", seats=2)
    assert ETERM.refuse(error) == (' 3U  8900 A  29AUG  KWLSYX NN2  UNABLE\n'
                                   'UNABLE TO SELL.PLEASE CHECK THE AVAILABILITY WITH "AV" AGAIN')


def test_a_coupon():
    fare = Money(196000, "CNY")
    coupon = Coupon(1, 1, "CA", 1501, "Y", date(2025, 12, 10), 510, "PEK", "SHA", "Y", fare, baggage="20K")
    assert coupon_row(coupon, "FM") == "O FM:1PEK CA    1501  Y 10DEC 0830 OK Y                        20K OPEN FOR USE"
    coupon = Coupon(2, 1, "CA", 996, "Z", date(2025, 9, 25), 60, "IAH", "PEK", "ZWAP7H/NA", fare, stopover=False,
                    nvb=date(2025, 9, 26), nva=date(2025, 9, 26), baggage="2PC", status="F")
    assert coupon_row(coupon, "TO") == "X TO:2IAH CA     996  Z 25SEP 0100 OK ZWAP7H/NA  26SEP5/26SEP5 2PC USED/FLOWN"


def test_names_stand_by_pinyin_then_by_letters():
    names = [Name("ZHANG", "SAN"), Name("欧阳娜娜"), Name("LI", "SI"), Name("测试乙"), Name("测试甲"), Name("安安")]
    ordered = [name.surname for name in sorted(names, key=by_name)]
    assert ordered == ["安安", "测试甲", "测试乙", "欧阳娜娜", "LI", "ZHANG"]


def test_elements_stand_in_the_order_of_the_host():
    booking = Booking(version=1).add(
        Remark("R"), Information("CA", "CTCT1"), Service("CHLD", "CA", "HK"), Service("ADTK", "1E", "HK"),
        Service("FOID", "CA", "HK"), Service("WCHR", "CA", "NN"), Service("OTHS", "1E", "HK"),
        Ticketing("TL", TODAY, "BJS100"), Contact("1"), Contact("OFFICE", office=True), FIRST, Name("B", "B"),
        Name("A", "A"))
    lines = number(booking, ORDER)
    kinds = [getattr(line.element, "code", type(line.element).__name__) for line in lines]
    assert kinds == ["Name", "Name", "Segment", "Contact", "Contact", "Ticketing", "FOID", "OTHS", "ADTK", "CHLD",
                     "WCHR", "Information", "Segment", "Remark"]
    assert [line.number for line in lines] == list(range(1, 15))
    assert lines[3].element.office and lines[12].facet == "RLOC"


def test_a_long_line_is_cut_behind_a_stroke_and_by_columns():
    fare = "14.FN/A/FCNY1960.00/SCNY1960.00/C0.00/XCNY90.00/TCNY50.00CN/TCNY40.00YQ/"
    assert folded(fare + "ACNY2050.00") == [fare, "    ACNY2050.00"]
    rows = folded(" 1.RMK " + "测" * 60)
    assert [width(row) for row in rows] == [79, 52] and rows[1].startswith("    测")


def test_marks_of_pages_stand_in_the_last_column():
    lines = [f"{place}" + "测" * 39 for place in range(1, 6)]
    pages = [ETERM.page.draw(lines, first, 2) for first in (0, 2, 4)]
    marks = [["", "+"], ["-", "+"], ["-"]]
    for page, expected in zip(pages, marks, strict=True):
        for line, mark in zip(page, expected, strict=True):
            assert width(line) == (80 if mark else 79) and line.endswith(mark)


STORIES = [path for path in sorted(TRANSCRIPTS.glob("*.eterm")) if "dialect amadeus" not in path.read_text("utf-8")]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_no_reply_is_wider_than_the_screen(path):
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(("> ", "#")):
            assert width(line) <= 80, line
