"""What eTerm agents type, and what it means beside the same thing in Amadeus."""
import pytest

from pnr.commands.availability import DisplayAvailability
from pnr.commands.cancel import CancelBooking, CancelElements
from pnr.commands.details import AddContact, TicketBy
from pnr.commands.ending import EndTransaction
from pnr.commands.names import AddNames, Party, Traveller
from pnr.commands.retrieve import DisplayHistory, Retrieve, RetrieveByName
from pnr.commands.sell import SellFlight, SellFromAvailability
from pnr.commands.services import AddIdentity, AddInformation
from pnr.errors import EntryError, EntryTooLong, InvalidDate, UnknownEntry
from pnr.grammar.dialect import load
from pnr.values.dates import DayMonth
from pnr.values.spans import Span

ETERM, AMADEUS = load("eterm"), load("amadeus")
TENTH = DayMonth(10, 12)

READ = {
    "SD1Y2": SellFromAvailability(2, "Y", 1),
    "SD:12YM1": SellFromAvailability(1, "YM", 12),
    "AV:SHA": DisplayAvailability("SHA"),
    "AVHKGSHA": DisplayAvailability("SHA", "HKG"),
    "AVHHKGSHA/.": DisplayAvailability("SHA", "HKG", DayMonth(offset=0), full=True),
    "AVH/PEKSHA/10DEC/DL/D/D": None,
    "AVH/PEKSHA/10DEC/DL/D": DisplayAvailability("SHA", "PEK", TENTH, carriers=("DL",), connections="D", full=True),
    "NM1测试甲1测试乙CHD": AddNames((Party(1, "测试甲"), Party(1, "测试乙", (Traveller(type="CHD"),)))),
    "NM2ZHANG/JIAN/QIANG": AddNames((Party(2, "ZHANG", (Traveller("JIAN"), Traveller("QIANG"))),)),
    "NM1ZHANG/SAN MR 1LI/SI MS": AddNames((Party(1, "ZHANG", (Traveller("SAN MR"),)),
                                           Party(1, "LI", (Traveller("SI MS"),)))),
    "NM1LI/MINGCHD": AddNames((Party(1, "LI", (Traveller("MING", "CHD"),)),)),
    "NM1测试/甲": None,
    "CT:BJS/T 010-60000000/P1": AddContact("BJS/T 010-60000000", "", (Span(1, 1),)),
    "TK TL/1200/08DEC/BJS100": TicketBy(DayMonth(8, 12), "1200", "BJS100"),
    "TKTL1200/08DEC/BJS100": TicketBy(DayMonth(8, 12), "1200", "BJS100"),
    "OSI YY VIP": AddInformation("YY", "VIP"),
    "SSR FOID CA HK/NI99999919800101001X/P1": AddIdentity("CA", "NI", "99999919800101001X", (Span(1, 1),)),
    "@IK": EndTransaction(accepting=True, advised=True),
    "XE4/7-9": CancelElements((Span(4, 4), Span(7, 9))),
    "XEPNR\\": CancelBooking(),
    "RTABCDEF": Retrieve("ABCDEF"),
    "RT:C/ABC234": DisplayHistory("ABC234"),
    "RT:SMITH/JOHN/CA1501/10DEC": RetrieveByName("SMITH", "JOHN", TENTH, "CA", 1501),
    "RT:SMITH/CA1501/10DEC": RetrieveByName("SMITH", None, TENTH, "CA", 1501),
    "RT:测试甲/CA1501/10DEC": RetrieveByName("测试甲", None, TENTH, "CA", 1501),
    "SS:G52701/Y/1OCT/PEKNKG1": SellFlight("G5", 2701, "Y", DayMonth(1, 10), "PEK", "NKG", 1),
}

SAME = [
    ("AN10DECPEKSHA/ACA", "AV:PEKSHA/10DEC/CA"),
    ("AN10DECPEKSHA/ACA/FD", "av pekSha/10dec/ca/d"),
    ("AN10DECPEKSHA1400/CY", "AV:PEKSHA/10DEC/1400/Y"),
    ("AN10DECPEKSHA/FN", "AVPEKSHA/10DEC/N"),
    ("AE10DECPEKLON", "AVE/PEKLON/10DEC"),
    ("MD", "PN"),
    ("MU", "PB"),
    ("SS2Y1", "SD1Y2"),
    ("SS2CM11", "SD:11CM/NN2"),
    ("SSCA1501Y10DECPEKSHA1", "SS:CA1501/Y/10DEC/PEKSHA/NN1"),
    ("SSCA1501Y10DECPEKSHANN2", "SS CA1501 Y 10DEC PEKSHA 2"),
    ("NM1SMITH/JOHN MR", "NM:1SMITH/JOHN MR"),
    ("NM2SMITH/JOHN MR/MARY MRS", "NM2SMITH/JOHN MR/MARY MRS"),
    ("NM1SMITH/TIM(CHD)", "NM1SMITH/TIM CHD"),
    ("AP13800138000", "CT:13800138000"),
    ("TKTL08DEC/1200", "TKTL1200/08DEC"),
    ("RM PAX WILL CALL", "RMK PAX WILL CALL"),
    ("XE4", "XE:4"),
    ("XE4,6-7", "XE4/6-7"),
    ("RTABC234", "RT:ABC234"),
    ("RT", "RT"),
    ("RT2", "RT 2"),
    ("RH", "RTC"),
    ("ET", "@"),
    ("ET", "\\"),
    ("ETK", "@K"),
    ("IG", "I"),
    ("IG", "IG"),
    ("JO", "SO"),
    ("DAN BEIJING", "CNTD T/BEIJING"),
    ("DACPEK", "CD:PEK"),
    ("DNACA", "CNTD D/CA"),
    ("DD", "TIME"),
    ("DD14JUN/7", "DATE 14JUN/7"),
    ("HE", "HELP"),
]


def read(text: str):
    only, = ETERM.entries(text)
    return ETERM.read(only)


@pytest.mark.parametrize("entry", READ)
def test_it_reads(entry):
    if READ[entry] is None:
        with pytest.raises(EntryError):
            read(entry)
    else:
        assert read(entry) == READ[entry]


@pytest.mark.parametrize(("amadeus", "eterm"), SAME)
def test_it_means_the_same(amadeus, eterm):
    only, = AMADEUS.entries(amadeus)
    assert read(eterm) == AMADEUS.read(only)


@pytest.mark.parametrize("entry", [
    "AV:H/PEKSHA/10DEC", "AV H/PEKSHA/10DEC", "AVH/PEKSHA/10DEC", "AVHPEKSHA/10DEC", "av:h pekSHA/10dec",
    "AVH：PEKSHA／10DEC", "▶AVH/PEKSHA/10DEC", "\x10AVH PEKSHA 10DEC"])
def test_separators_are_loose(entry):
    assert read(entry) == DisplayAvailability("SHA", "PEK", TENTH, full=True)


def test_lines_of_one_transmission_are_entries():
    text = ">SS:CA1501/Y/10DEC/PEKSHA/1\n\x1eNM1测试甲\r\n\nTKTL1200/08DEC/BJS100\\"
    assert ETERM.entries(text) == ["SS:CA1501/Y/10DEC/PEKSHA/1", "NM1测试甲", "TKTL1200/08DEC/BJS100", "\\"]


@pytest.mark.parametrize(("text", "entries"), [
    ("@", ["@"]), ("@KI", ["@KI"]), ("XEPNR@", ["XEPNR@"]), ("XE4@", ["XE4", "@"]), ("CT1 \\K", ["CT1", "\\K"]),
    ("OSI CA CTCE A@B.COM", ["OSI CA CTCE A@B.COM"]),
])
def test_an_end_behind_the_last_entry_is_one_of_its_own(text, entries):
    assert ETERM.entries(text) == entries


@pytest.mark.parametrize(("text", "word"), [
    ("ERROR", "FUNCTION"), ("ZZ", "FUNCTION"), ("AV", "FORMAT"), ("AVPEKSHA/31FEB", "DATE"), ("SD1", "FORMAT"),
    ("NM1SMITH", "PLS NM1XXXX/XXXXXX"), ("INVALID", "FUNCTION"), ("@X", "FORMAT"), ("", "FUNCTION"),
    ("RM" + "X" * 1000, "SIZE"), ("CT:\u200b", "INVALID CHAR"),
])
def test_a_word_for_what_cannot_be_read(text, word):
    with pytest.raises((EntryError, InvalidDate, UnknownEntry, EntryTooLong)) as refused:
        for entry in ETERM.entries(text):
            ETERM.read(entry)
    assert ETERM.refuse(refused.value) == word
