"""One idea a line, the dialects side by side: read they are equal, and each is said as the other and back."""
import pytest

from pnr.grammar.dialect import load
from pnr.grammar.writer import unmannered, write

COLUMNS = ("amadeus", "eterm")
SAME = [
    # availability
    ("AN10DECPEKSHA", "AV:PEKSHA/10DEC"),
    ("ANPARLON", "AVPARLON"),
    ("AE10DECPEKLON", "AVE/PEKLON/10DEC"),
    ("AN10DECPEKSHA/P", "AVP/PEKSHA/10DEC"),
    ("AA10DECPEKLON", "AVA/PEKLON/10DEC"),
    ("AN12JANPARLON/ABA", "AV:PARLON/12JAN/BA"),
    ("AN10DECLONFRA1400", "AV:LONFRA/10DEC/1400"),
    ("AN10DECPEKSHA/FN", "A:PEKSHA/10DEC/N"),
    ("AN10DECPEKSHA0800/ACA/FD", "AV:H/PEKSHA/10DEC/0800/CA/D"),
    ("AN10DECPEKSHA/CY/B3", "AV:PEKSHA/10DEC/Y/3"),
    # paging
    ("MD", "PN"), ("MU", "PB"), ("MT", "PF"), ("MB", "PL"),
    # selling
    ("SS1Y2", "SD2Y1"),
    ("SS2Y1", "SD1Y2"),
    ("SS2CM11", "SD11CM2"),
    ("SSCA1501Y10DECPEKSHA1", "SS:CA1501/Y/10DEC/PEKSHA/NN1"),
    ("SSCA1501Y10DECPEKSHANN2", "SS CA1501 Y 10DEC PEKSHA 2"),
    ("SS3U8886Y10DECCTUPEK1", "SS:3U8886/Y/10DEC/CTUPEK1"),
    # names
    ("NM1SMITH/JOHN MR", "NM1SMITH/JOHN MR"),
    ("NM2ZHANG/JIAN/QIANG", "NM:2ZHANG/JIAN/QIANG"),
    ("NM1ZHANG/SAN MR1LI/SI MS", "NM1ZHANG/SAN MR 1LI/SI MS"),
    ("NM1SMITH/JOHN MR1SMITH/TIM(CHD)", "NM1SMITH/JOHN MR1SMITH/TIM CHD"),
    # details
    ("AP13800138000", "CT:13800138000"),
    ("AP BJS 010 60000000", "CT BJS 010 60000000"),
    ("AP13800138000/P1", "CT13800138000/P1"),
    ("AP13800138000/P1,3-4", "CT13800138000/P1/3-4"),
    ("TKTL08DEC/1200", "TKTL/1200/08DEC"),
    ("TKTL8DEC/1200/LON1A0100", "TK:TL/1200/8DEC/LON1A0100"),
    ("RMVEGETARIAN", "RMK VEGETARIAN"),
    # the end, and before it
    ("XE4", "XE:4"), ("XE5,7-11", "XE 5/7-11"),
    ("ET", "@"), ("ET", "\\"), ("ETK", "@K"), ("SS1Y2/PE", "SD2Y/LL1"),
    ("SSCA1501Y10DECPEKSHAPE2", "SS:CA1501/Y/10DEC/PEKSHA/LL2"),
    ("IG", "I"),
    ("JI0001AA", "SI:0001AA"), ("JO", "SO"),
    # bookings
    ("RTABC234", "RT:ABC234"), ("RTABC234", "RT:N/ABC234"),
    ("RT", "RT"), ("RT2", "RT2"), ("RH", "RTC"),
    # codes, times and dates
    ("DACLHR", "CD LHR"), ("DANPARIS", "CNTD T/PARIS"), ("DNALH", "CNTD D/LH"), ("DNAAIR CHINA", "CNTD M/AIR CHINA"),
    ("DD", "TIME"), ("DDLON", "TIME LON"), ("DDLON1000/HKG", "TIME LON/1000/HKG"), ("DD29SEP/-21", "DATE 29SEP/-21"),
    # fares, money and tickets
    ("FQDPEKSHA", "FD:PEKSHA"),
    ("FQDPEKSHA/ACA/10DEC", "FD:PEKSHA/10DEC/CA"),
    ("FQDPEKLON/ACA/IO", "XS FSD PEKLON/CA/*OW"), ("FQDPEKLON/R,NUC", "XS FSD PEKLON/NUC"),
    ("FQDPEKLON/ACA/R,U", "NFD:PEKLON/CA"), ("FQN1*16", "XS FSN1//16"), ("FQQ2", "XS FSQ 2"),
    ("FQR1", "PFR:01"), ("FQMBJSTYOSFO", "XS FSM BJS TYO SFO"), ("FQNTAX/CN", "XS FXT CN"),
    ("FPCASH", "FP:CASH,CNY"), ("FPCHECK", "FP:CHECK,CNY"), ("FPCASH/P1,3", "FP:CASH,CNY/P1/3"),
    ("FPCCVI4111111111111111/1230", "FP:CC/VI4111111111111111/1230"),
    ("TTP", "ETDZ:1"), ("TTP/P1-3,5", "ETDZ:1/P1-3/5"), ("TTP/INF", "ETDZ:1,INF"),
    ("TWD/TKT999-2300000011", "DETR:TN/999-2300000011"), ("TWH/TKT9992300000011", "DETR TN 9992300000011,H"),
    ("TRF999-2300000011", "TRFD:L/999-2300000011/AM/1/D"),
    ("HE", "HELP"), ("HE SS", "HELP:SS"),
]


def meaning(name: str, entry: str):
    (text,) = load(name).entries(entry)
    return unmannered(load(name).read(text))


@pytest.mark.parametrize("entries", SAME, ids=" = ".join)
def test_read_alike(entries):
    first, *others = map(meaning, COLUMNS, entries)
    assert all(other == first for other in others)


@pytest.mark.parametrize("entries", SAME, ids=" = ".join)
def test_said_as_the_other_and_back(entries):
    for name, entry in zip(COLUMNS, entries, strict=True):
        command = meaning(name, entry)
        for other in COLUMNS:
            said = meaning(other, write(command, load(other)))
            assert said == command
            assert meaning(name, write(said, load(name))) == command
