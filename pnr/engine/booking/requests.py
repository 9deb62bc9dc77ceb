"""What airlines may be asked and told: the codes, what each is about, and what becomes of a request.

Codes and forms: IATA's reservations interline message procedures, as agents' references list them.
"""
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ...errors import InvalidDate, InvalidDocument
from ...values.dates import DayMonth
from ...values.numbers import masked, resident_id
from ..schedule.countries import country
from .elements import Element, Service

ASKED, REQUESTED, HELD, INFORMED = "NN", "HN", "HK", ""
MEALS = frozenset("""AVML BBML BLML CHML CNML DBML FPML GFML HNML JPML KSML LCML LFML LPML LSML MOML NLML NSML OBML ORML
                  PFML PRML RVML SFML SPML VGML VJML VLML VOML""".split())
CARE = frozenset("BLND DEAF DPNA LANG MAAS MEDA STCR WCBD WCBW WCHC WCHR WCHS WCLB WCMP WCOB UMNR".split())
CARRIED = frozenset("AVIH BIKE BSCT BULK CBBG EXST FRAV PETC SEMN SPEQ SVAN TWOV WEAP XBAG".split())
AUXILIARY = frozenset({"LNGE"})  # beside the flight itself
MILES = frozenset({"FQTR", "FQTU"})  # a flight, or a higher cabin, for miles
OF_SEGMENTS = (AUXILIARY | MEALS | CARE | CARRIED | MILES
               | {"INFT", "RQST", "NSST", "NSSA", "NSSW", "NSSB", "CKIN", "SLPR"})
OF_PASSENGERS = frozenset("DOCS DOCA DOCO FOID CTCM CTCE CTCR FQTV CHLD PCTC".split())
FREE = frozenset({"OTHS", "GRPF", "GRPS", "ADTK"})  # text alone, of which nothing comes
NEED_TEXT = frozenset("DOCS DOCA DOCO FOID CTCM CTCE CTCR FQTV CHLD INFT UMNR PETC AVIH SPML LANG OTHS".split())
CODES = OF_SEGMENTS | OF_PASSENGERS | FREE
DASHED = frozenset({"DOCS", "DOCA", "DOCO"})  # typed with dashes for strokes
PAPERS = frozenset({"NI", "PP", "ID", "DL", "CC", "FF", "TN", "CN", "UU"})  # resident card, passport, permits …
RESIDENT = 18  # characters of a resident number
LONGEST_TEXT = 120
GENDERS = frozenset({"M", "F", "MI", "FI", "U", "X", "UI"})


def first_status(code: str) -> str:
    """What a request begins as unless the agent says otherwise."""
    return INFORMED if code in FREE else HELD if code in OF_PASSENGERS else ASKED


def requested(service: Service) -> Service:
    """As it is once filed: what was asked of an airline waits for the answer; of infants airlines are only told."""
    waits = service.status == ASKED and service.code in OF_SEGMENTS - {"INFT"}
    return replace(service, status=REQUESTED) if waits else service


# ---- documents

NUMBERED = {"FOID": 0, "DOCS": 2, "DOCO": 2}  # which part of the text is a document's number
SHORT = 10  # of such a number less is left
EACH = frozenset({"FOID"})  # whose every part is one
SEEN = {"FOID": (2, 4)}  # characters of it that are left in history, first and last


def covered(element: Element) -> Element:
    """A request without the number of the document it tells of, as history shows it."""
    if not isinstance(element, Service) or element.code not in NUMBERED:
        return element
    parts, place = element.text.split("/"), NUMBERED[element.code]
    for each in range(len(parts)) if element.code in EACH else (place,):
        if each < len(parts):
            first, last = SEEN.get(element.code, (0, 3))
            little = element.code in EACH and len(parts[each]) < SHORT
            parts[each] = masked(parts[each], first, last // 2 if little else last)
    return replace(element, text="/".join(parts))


def checked(code: str, text: str, today: date) -> str:
    """The text as airlines have it, strokes for dashes; raises InvalidDocument where it cannot be."""
    text = text.replace("-", "/") if code in DASHED else text
    if code in FORMS and not FORMS[code](text, today):
        raise InvalidDocument(code=code)
    return text


def document(text: str, today: date) -> bool:
    """P/GBR/012345678/GBR/30JUN73/M/14APR29/SMITH/JOHN, or only birth, gender and name."""
    fields = [*text.split("/"), *[""] * 9][:max(9, text.count("/") + 1)]
    kind, issued, number, nation, birth, gender, expiry, surname, *given = fields
    paper = bool(re.fullmatch(r"[A-Z]{1,2}", kind) and known(issued) and re.fullmatch(r"[A-Z0-9]{3,15}", number)
                 and known(nation) and day(expiry, today, ahead=True))
    none = not any((kind, issued, number, nation, expiry))
    return (paper or none) and gender in GENDERS and bool(surname) and bool(given[0] if given else "") \
        and day(birth, today, ahead=False)


def day(text: str, today: date, ahead: bool) -> bool:
    """A birth that was, or an expiry to come: two digits of a year mean the nearer such way."""
    try:
        found = DayMonth.read(text)
    except (InvalidDate, ValueError, IndexError):
        return False
    if found.year is None:
        return False
    year = 2000 + found.year
    if not ahead and (found.in_year(year) or today) > today:
        year -= 100
    placed = found.in_year(year)
    return placed is not None and (placed >= today if ahead else placed <= today)


def known(code: str) -> bool:
    return len(code) in (2, 3) and country(code) is not None


def address(text: str, today: date) -> bool:
    """D destination or R residence, country, and the rest as it is."""
    kind, where, *_ = [*text.split("/"), "", ""]
    return kind in ("D", "R") and known(where)


def visa(text: str, today: date) -> bool:
    """Place of birth, V, number, place and day of issue, country it is for."""
    fields = [*text.split("/"), *[""] * 6]
    return fields[1] in ("V", "R", "K") and bool(re.fullmatch(r"[A-Z0-9]{3,15}", fields[2])) and known(fields[5])


def telephone(text: str, today: date) -> bool:
    return bool(re.fullmatch(r"\+?\d{6,16}(/[A-Z]{2})?", text))


def mailbox(text: str, today: date) -> bool:
    return "//" in text and "." in text.partition("//")[2]


def identity(text: str, today: date) -> bool:
    """NI999999198001010011, PP123456, or several with strokes between them."""
    return all(part[:2] in PAPERS and part[2:].isalnum() and (part[:2] != "NI" or national(part[2:], today))
               for part in text.split("/"))


def national(number: str, today: date) -> bool:
    """Eighteen places are a resident number with its check digit, eight a child's birth date; others are free, but for
    one of digits that is only a slip away from a resident number."""
    if len(number) == RESIDENT:
        return resident_id(number)
    if abs(len(number) - RESIDENT) == 1 and number.isdigit():
        return False
    return len(number) != len("20180601") or not number.isdigit() or born(number, today) is not None


def born(number: str, today: date) -> date | None:
    """The birth date a child without a card is known by: 20180601."""
    if len(number) != 8 or not number.isdigit():
        return None
    try:
        found = date(int(number[:4]), int(number[4:6]), int(number[6:]))
    except ValueError:
        return None
    return found if found <= today else None


FORMS: dict[str, Callable[[str, date], bool]] = {
    "DOCS": document, "DOCA": address, "DOCO": visa, "CTCM": telephone, "CTCE": mailbox, "FOID": identity}
