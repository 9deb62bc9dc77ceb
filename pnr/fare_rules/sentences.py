"""Each clause as agents read it: a sentence for each, in tables by category.

`{0}`, `{1}` ... are the words that follow the clause's leading ones; a function is asked where what stands beside a
clause changes its sentence.
"""
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

from ..values.dates import DayMonth, long, short
from ..values.money import Money
from .rule import Clause, Duration, Percent, Range, Table, Text, plain, written
from .staying import ASPECTS
from .words import WORDS

Sentence = str | Callable[[Table, Clause], str]
UNITS = {"min": "MINUTE", "h": "HOUR", "d": "DAY", "m": "MONTH", "y": "YEAR"}
PASSENGERS = {
    "ADT": "ADULTS", "CNN": "CHILDREN", "CHD": "CHILDREN", "INF": "INFANTS WITHOUT A SEAT",
    "INS": "INFANTS WITH A SEAT", "UNN": "UNACCOMPANIED CHILDREN", "YTH": "YOUTHS", "STU": "STUDENTS",
    "SRC": "SENIOR CITIZENS", "MIL": "MILITARY", "GVT": "GOVERNMENT", "LBR": "WORKERS", "SEA": "SEAMEN",
    "GRP": "GROUPS", "ITX": "INCLUSIVE TOURS",
}


def counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 'S'}"


def spoken(word: Any) -> str:
    """A word of a clause in capitals: 7d is 7 DAYS, a range goes THROUGH, a list has strokes."""
    match word:
        case Text():
            return word.text.upper()
        case Duration():
            return counted(word.count, UNITS[word.unit])
        case Range():
            return f"{spoken(word.first)} THROUGH {spoken(word.last)}"
        case Money():
            return f"{word.currency} {word.amount.normalize():f}"
        case Percent():
            return f"{word.rate.normalize():f} PERCENT"
        case DayMonth():
            return short(date(2000, word.month, word.day))
        case date():
            return long(word)
        case tuple():
            return "/".join(map(spoken, word))
    return written(word).upper().replace("_", " ")


def passengers(types: Any) -> str:
    return "/".join(PASSENGERS.get(plain(type), f"PASSENGERS OF TYPE {spoken(type)}") for type in types)


def sentence(clause: Clause, number: int, table: Table) -> str:
    """What a clause says; nothing when another says it; in its own words when it has no sentence."""
    found = {**ANYWHERE, **SENTENCES.get(number, {})}.get(clause.phrase)
    if callable(found):
        return found(table, clause)
    return f"{' '.join(map(spoken, clause.words))}." if found is None else found.format(*map(spoken, clause.values))


def asked(clause: Clause, number: int, table: Table) -> str:
    """What a clause asks where it stands as a condition."""
    if clause.phrase in CONDITIONS:
        return CONDITIONS[clause.phrase].format(*map(spoken, clause.values))
    return sentence(clause, number, table).rstrip(".")


def heading(clause: Clause) -> str:
    """What a match field says of when a table speaks."""
    lead = clause.words[0]
    if lead == "from" and isinstance(clause.values[0], Duration):
        return "{} OR MORE BEFORE DEPARTURE".format(*map(spoken, clause.values))
    if lead in ("pax", "index pax"):
        return f"FOR {passengers(clause.values[0])}"
    found = HEADINGS.get(clause.phrase)
    return found.format(*map(spoken, clause.values)) if found else " ".join(map(spoken, clause.words))


HEADINGS = {
    "travel": "FOR TRAVEL {0}", "ticketing": "FOR TICKETS ISSUED {0}", "from": "FROM {0}", "to": "TO {0}",
    "between": "BETWEEN {0} AND {1}", "via": "VIA {0}", "direction out": "OUTBOUND", "direction in": "INBOUND",
    "direction both": "OUTBOUND OR INBOUND", "age": "AGES {0}", "sector first": "FOR THE FIRST SECTOR",
    "sector each": "FOR EACH SECTOR", "sector international": "FOR EACH INTERNATIONAL SECTOR",
    "sector transoceanic": "FOR EACH TRANSOCEANIC SECTOR", "timing before_departure": "BEFORE DEPARTURE",
    "timing after_departure": "AFTER DEPARTURE", "timing noshow": "IN CASE OF NO-SHOW", "timing anytime": "AT ANY TIME",
    "window": "LESS THAN {0} AND AT LEAST {1} BEFORE DEPARTURE", "under": "LESS THAN {0} BEFORE DEPARTURE AND AFTER",
    "nth": "FOR CHANGE NUMBER {0}", "fareclass": "FOR FARE CLASSES {0}", "owrt": "FOR {0} FARES",
    "type": "FOR FARE TYPE {0}", "season": "FOR SEASON {0}", "routing": "FOR ROUTING {0}",
    "footnote": "FOR FOOTNOTE {0}", "market": "FOR TRAVEL {0} {1} {2}", "effective": "FOR SALE {0}",
}
CONDITIONS = {
    "travel": "TRAVEL IS {0}", "not travel": "TRAVEL IS NOT {0}", "dow": "TRAVEL IS ON {0}",
    "not dow": "TRAVEL IS NOT ON {0}", "time": "DEPARTURE IS {0}", "not time": "DEPARTURE IS NOT {0}",
    "sale country": "SOLD IN {0}", "not sale country": "NOT SOLD IN {0}", "sale agency": "SOLD BY {0}",
    "not sale agency": "NOT SOLD BY {0}", "ticketing": "TICKETED {0}", "reservation": "RESERVED {0}",
}
ANYWHERE: dict[str, Sentence] = {"unavailable": "NOT PERMITTED.", "note": "{0}."}


def _stay(table: Table, clause: Clause) -> str:
    """Minimum and maximum: from where to where is counted, and which of several."""
    if clause.phrase == "stay max":
        begun = "TRAVEL MUST BE COMPLETED" if table.first("return complete") else "RETURN TRAVEL MUST COMMENCE"
        limit = clause.values[0]
        after = f"{spoken(limit)} AFTER DEPARTURE FROM ORIGIN" if isinstance(limit, Duration) else spoken(limit)
        return f"{begun} NO LATER THAN {after}."
    place = "THE LAST STOPOVER" if "stopover" in clause.values else "THE TURNAROUND"
    start = "ARRIVAL AT THE TURNAROUND" if "arrival" in clause.values else "DEPARTURE FROM ORIGIN"
    day = clause.phrase.removeprefix("stay min").strip()
    limit = f"THE FIRST {day.upper()}" if day else spoken(clause.values[0])
    return f"TRAVEL FROM {place} MUST COMMENCE NO EARLIER THAN {limit} AFTER {start}."


def _most(thing: str) -> Callable[[Table, Clause], str]:
    def say(table: Table, clause: Clause) -> str:
        most = clause.values[0]
        way = {"out": " OUTBOUND", "in": " INBOUND"}.get(clause.phrase, "")
        return f"{counted(most, thing)}{way} PERMITTED." if most else f"NO {thing}S{way} PERMITTED."

    return say


def _charge(table: Table, clause: Clause) -> str:
    free = f", THE FIRST {clause.values[2]} FREE" if len(clause.values) > 1 else ""
    return f"CHARGE {spoken(clause.values[0])} EACH{free}."


ENDON = ("", " none", " any", " halves", " same", *(f" same {aspect}" for aspect in ASPECTS), " with",
         *(f" halves same {aspect}" for aspect in ASPECTS), " halves with")
KINDS = {"RT": "ROUND TRIPS", "OJ": "OPEN JAWS", "SOJ": "SINGLE OPEN JAWS", "DOJ": "DOUBLE OPEN JAWS",
         "CT": "CIRCLE TRIPS", "endon": "END-ON-END"}


def _combined(table: Table, clause: Clause) -> str:
    kind, *rest = clause.words[1:]
    if rest == ["none"]:
        return f"{KINDS[kind]} - NOT PERMITTED."
    halves = "COMBINATION OF HALVES PERMITTED" if "halves" in rest else "PERMITTED"
    within = f" WITHIN THE SAME {rest[-1].upper()}" if "same" in rest else ""
    with_ = f" WITH {spoken(rest[-1])}" if "with" in rest else ""
    return f"{KINDS[kind]} - {halves}{within}{with_}."


DONE = {"view": "VIEWED", "sell": "SOLD", "ticket": "TICKETED"}


def _security(table: Table, clause: Clause) -> str:
    rights = "/".join(DONE[word] for word in clause.phrase.split()[1:])
    return f"MAY BE {rights} BY {spoken(clause.values[0])} ONLY."


def _fee(table: Table, clause: Clause) -> str:
    return f"CHARGE {' '.join(map(spoken, clause.values))}."


def _pax(table: Table, clause: Clause) -> str:
    return f"VALID FOR {passengers(clause.values[0])}."


def _earlier(table: Table, clause: Clause) -> str:
    """Of two limits to ticketing the earlier counts."""
    both = table.first("ticket after reserve") and table.first("ticket before departure")
    return (f"TICKETING MUST BE COMPLETED AT LEAST {_departure(clause)}"
            f"{' - WHICHEVER IS EARLIER' if both else ''}.")


def _reserve(table: Table, clause: Clause) -> str:
    return f"RESERVATIONS ARE REQUIRED AT LEAST {_departure(clause)}."


def _departure(clause: Clause) -> str:
    """So long before a departure, and of what."""
    return f"{spoken(clause.values[0])} BEFORE DEPARTURE{OF[clause.values[2]] if len(clause.values) > 2 else ''}"


OF = {"journey": " OF THE JOURNEY", "unit": " FROM ORIGIN", "component": " OF THE FARE COMPONENT"}


def _accompany(table: Table, clause: Clause) -> str:
    """By how many of whom, where they sit, and how far they come along."""
    least, types, *where = clause.values
    beside = " IN THE SAME CABIN" if "cabin" in where else " ON THE SAME FLIGHTS" if "flights" in where else ""
    return f"ACCOMPANIED BY AT LEAST {least} {passengers(types)}{beside}{' OUTBOUND' if 'outbound' in where else ''}."


TRAVEL: dict[str, Sentence] = {
    "travel": "TRAVEL IS PERMITTED {0}.", "not travel": "TRAVEL IS NOT PERMITTED {0}.",
    "blackout": "TRAVEL IS NOT PERMITTED {0}.", "commence": "TRAVEL MUST COMMENCE NO LATER THAN {0}.",
    "complete": "TRAVEL MUST BE COMPLETED NO LATER THAN {0}.", "dow": "TRAVEL IS PERMITTED ON {0}.",
    "not dow": "TRAVEL IS NOT PERMITTED ON {0}.", "time": "DEPARTURE IS PERMITTED {0}.",
    "not time": "DEPARTURE IS NOT PERMITTED {0}.",
}
STAY: dict[str, Sentence] = {
    "stay max": _stay, "return commence": "", "return complete": "", "combine earlier": "WHICHEVER IS EARLIER.",
    "combine later": "WHICHEVER IS LATER.", **dict.fromkeys(
        ("stay min", *(f"stay min {day}" for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                                                     "sunday"))), _stay),
}
STOPOVERS: dict[str, Sentence] = {
    **dict.fromkeys(("stopovers max", "out", "in"), _most("STOPOVER")), "points": "STOPOVERS PERMITTED IN {0} ONLY.",
    "charge": _charge,
}
TRANSFERS: dict[str, Sentence] = {
    **dict.fromkeys(("transfers max", "out", "in"), _most("TRANSFER")), "points": "TRANSFERS PERMITTED IN {0} ONLY.",
    "charge": _charge, "online only": "TRANSFERS TO THE SAME CARRIER ONLY.",
    "surface allowed": "SURFACE SECTORS ARE PERMITTED.", "surface none": "SURFACE SECTORS ARE NOT PERMITTED.",
}
PLAIN: dict[int, dict[str, Sentence]] = {number: dict(words) for number, words in WORDS.items()}
SENTENCES: dict[int, dict[str, Sentence]] = {
    1: {"pax": _pax, "age": "AGES {0}.", "account": "ACCOUNT CODE {0} IS REQUIRED.",
        "id": "{0} IDENTIFICATION IS REQUIRED.", "resident": "VALID FOR RESIDENTS OF {0}."},
    2: TRAVEL, 11: TRAVEL, 14: TRAVEL,
    3: {"travel": "PERMITTED {0}.", "season": "SEASON {0}.",
        "controls first": "THE DATE OF DEPARTURE FROM ORIGIN DECIDES THE SEASON.",
        "controls each": "THE DATE OF EACH FARE COMPONENT DECIDES ITS SEASON."},
    4: {"flights": "VALID ON FLIGHTS {0}.", "not flights": "NOT VALID ON FLIGHTS {0}.",
        "operating": "VALID ON FLIGHTS OPERATED BY {0}.", "not operating": "NOT VALID ON FLIGHTS OPERATED BY {0}.",
        "marketing": "VALID ON FLIGHTS OF {0}.", "not marketing": "NOT VALID ON FLIGHTS OF {0}.",
        "equipment": "VALID ON AIRCRAFT {0}.", "not equipment": "NOT VALID ON AIRCRAFT {0}.",
        "nonstop": "VALID ON NONSTOP FLIGHTS.", "not nonstop": "NOT VALID ON NONSTOP FLIGHTS."},
    5: {"reserve before departure": _reserve,
        "ticket after reserve": "TICKETING MUST BE COMPLETED WITHIN {0} AFTER RESERVATIONS ARE MADE.",
        "ticket before departure": _earlier, "confirmed all": "ALL SECTORS MUST BE CONFIRMED.",
        "standby no": "STANDBY IS NOT PERMITTED."},
    6: STAY, 7: STAY, 8: STOPOVERS, 9: TRANSFERS,
    10: {**dict.fromkeys(("combine", *(f"combine endon{way}" for way in ENDON)), _combined),
         "carrier": "FARES OF {0} ONLY.", "max pu": "AT MOST {0} PRICING UNITS."},
    12: {"surcharge": "A SURCHARGE OF {0} {1} {2} APPLIES.", "type": "SURCHARGE TYPE {0}."},
    15: {"sale country": "TICKETS MUST BE SOLD IN {0}.", "not sale country": "TICKETS MAY NOT BE SOLD IN {0}.",
         "sale agency": "TICKETS MUST BE SOLD BY {0}.", "not sale agency": "TICKETS MAY NOT BE SOLD BY {0}.",
         "reservation": "RESERVATIONS MUST BE MADE {0}.", "ticketing": "TICKETS MUST BE ISSUED {0}.",
         "currency": "SALE IN {0} ONLY.", "fop": "PAYMENT BY {0} ONLY.",
         "carrier validating": "TICKETS MUST BE ISSUED ON {0}.", "ticket country": "TICKETS MUST BE ISSUED IN {0}.",
         "not ticket country": "TICKETS MAY NOT BE ISSUED IN {0}."},
    16: {"change fee": "CHANGES - CHARGE {0}.", "refund fee": "CANCELLATIONS - CHARGE {0}.",
         "noshow fee": "NO-SHOW - CHARGE {0}.", "change free": "CHANGES PERMITTED FREE OF CHARGE.",
         "change none": "CHANGES NOT PERMITTED.", "refund free": "CANCELLATIONS PERMITTED FREE OF CHARGE.",
         "refund none": "TICKET IS NON-REFUNDABLE.", "waiver": "WAIVED - {0}."},
    18: {"endorse": "THE TICKET MUST BE ANNOTATED - {0} - IN THE ENDORSEMENT BOX.", "priority": "",
         "coupons first": "ON THE FIRST COUPON.", "coupons all": "ON ALL COUPONS."},
    **PLAIN, 13: {"accompany min": _accompany},
    31: {**WORDS[31], "fee": _fee},
    33: {**WORDS[33], "fee": _fee},
    35: {**WORDS[35], **dict.fromkeys((f"security {' '.join(each)}" for count in (1, 2, 3)
                                       for each in product(DONE, repeat=count)), _security)},
}
