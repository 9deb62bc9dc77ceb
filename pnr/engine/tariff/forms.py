"""The forms things are filed in: which columns a file has, what its lines are asked by, and what must agree in them.

A file says by its first line which form of its kind it has; columns stand in any order, under their name or the
shorter one the trade writes.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .columns import (
    Column,
    among,
    amount,
    apart,
    carrier,
    country,
    currency,
    day,
    fits,
    in_order,
    letter,
    listed,
    noted,
    number,
    percent,
    place,
    rate,
    shaped,
    text,
)

Together = tuple[tuple[str, ...], Callable[..., None]]  # of these columns the last is to blame

EFFECTIVE = (Column("effective", day, None, ("eff", "from", "valid_from", "date")),
             Column("discontinue", day, "", ("disc", "to", "valid_to")))
SOURCE = Column("source", text, "")
IN_ORDER: Together = (("effective", "discontinue"), in_order)
FITS: Together = (("currency", "amount"), fits)
RULED: Together = (("carrier", "tariff", "rule"), noted)
APART: Together = (("origin", "destination"), apart)
RULE = r"[A-Z0-9]{1,8}|[A-Z0-9]{2}/[A-Z0-9]{1,8}/[A-Z0-9]{1,8}"
TAX_KINDS = tuple("departure distance percent segment outlying border arrival oneway facility duty service".split())


@dataclass(frozen=True)
class Form:
    """`key` names the columns lines are asked by; `alike`: rows alike in the first columns are alike in the last."""

    name: str
    kind: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    together: tuple[Together, ...] = ()
    alike: tuple[str, ...] = ()
    market: bool = False  # the key begins with two places: their cities, in the order of the alphabet

    def column(self, name: str) -> Column | None:
        return next((each for each in self.columns if name == each.name or name in each.also), None)

    @property
    def names(self) -> str:
        return " ".join(column.name for column in self.columns)

    def fitting(self, names: list[str]) -> int:
        """How well a line of column names fits: those known here, less those that are not or are wanting."""
        known = {column for name in names if (column := self.column(name))}
        wanting = sum(column.default is None and column not in known for column in self.columns)
        return len(known) - wanting - sum(self.column(name) is None for name in names)

    def under(self, values: Iterable[str], city: Callable[[str], str]) -> str:
        """The key of a line, from its key columns."""
        one, *more = values
        if not self.market:
            return "/".join((one, *more))
        return "".join((*sorted((city(one), city(more[0]))), *more[1:]))


ROUTING_MAP = r"[A-Z]{3}(/[A-Z]{3})*([-*]([A-Z]{3}(/[A-Z]{3})*|[A-Z0-9]{2}(/[A-Z0-9]{2})*))+"  # points, carriers

FORMS = (
    Form("fare", "fares", (
        Column("carrier", carrier), Column("tariff", shaped(r"[A-Z0-9]{1,8}", "tariff")),
        Column("origin", place, None, ("org",)), Column("destination", place, None, ("dst",)),
        Column("direction", among("both", "F", "T", "from", "to"), "both", ("dir",)),
        Column("fare_class", shaped(r"[A-Z][A-Z0-9]{0,7}", "fare class"), None, ("fareclass",)),
        Column("booking_class", letter, None, ("rbd",)), Column("tag", among("1", "2", "3")),
        Column("currency", currency, None, ("cur",)), Column("amount", amount),
        Column("rule", shaped(RULE, "rule")), Column("footnote", shaped(RULE, "footnote"), ""),
        Column("routing", shaped(r"[A-Z0-9]{1,8}", "routing"), ""),
        Column("gi", among(*"EH AT PA AP WH TS RU FE PO SA CT RW PN SN EU".split()), "", ("global",)), *EFFECTIVE,
        Column("cabin", among("F", "C", "W", "Y"), ""),
        Column("baggage", shaped(r"\d{1,2}PC|\d{1,2}K|NIL", "allowance"), "1PC"), SOURCE),
        ("origin", "destination", "carrier"), (RULED, IN_ORDER, FITS, APART),
        ("carrier", "tariff", "origin", "destination", "currency"), market=True),
    Form("passenger", "fares", (
        Column("type", shaped(r"[A-Z][A-Z0-9]{2}", "passenger type"), None, ("ptc",)),
        Column("area", among("CN", "WORLD"), "WORLD"),
        Column("full", among("yes", "no"), ""), Column("percent", percent), Column("of", among("fare", "full"), "fare"),
        Column("designator", shaped(r"/?[A-Z0-9]{1,6}", "designator"), ""),
        Column("rounding", among("truncate", "unit"), "truncate"), *EFFECTIVE, SOURCE), ("type",), (IN_ORDER,)),
    Form("roe", "rates", (Column("currency", currency, None, ("cur",)), Column("rate", rate), *EFFECTIVE, SOURCE),
         ("currency",), (IN_ORDER,)),
    Form("bsr", "rates", (
        Column("source_currency", currency, None, ("from_cur",)), Column("currency", currency, None, ("to_cur",)),
        Column("rate", rate), *EFFECTIVE, SOURCE), ("source_currency", "currency"),
        (IN_ORDER, (("source_currency", "currency"), apart))),
    Form("unit", "rates", (
        Column("currency", currency, None, ("cur",)), Column("unit", rate, None, ("fare_unit",)),
        Column("direction", among("up", "nearest"), None, ("fare_dir",)), Column("domestic", rate, ""),
        Column("fee", rate, ""), *EFFECTIVE, SOURCE), ("currency",), (IN_ORDER,)),
    Form("tax", "taxes", (
        Column("code", shaped(r"[A-Z0-9]{2}", "tax code")), Column("kind", among(*TAX_KINDS)),
        Column("country", country),
        Column("scope", among("domestic", "international", "any"), "any"),
        Column("passengers", listed(r"[A-Z][A-Z0-9]{2}", "passenger type"), "", ("ptc",)),
        Column("exempt", listed(r"[A-Z][A-Z0-9]{2}", "passenger type"), "", ("ptc_exempt",)),
        Column("cabins", listed(r"[FCWY]", "cabin"), "", ("cabin",)),
        Column("airports", listed(r"!?[A-Z]{3}", "airport"), "", ("airport",)),
        Column("bands", listed(r"[A-Za-z0-9]{1,12}(-\d{1,5})?", "band"), "", ("band",)),
        Column("age_exempt", number, ""),
        Column("stop_hours", shaped(r"\d{1,3}(-\d{1,3})?", "wait in hours"), ""),
        Column("basis", among("sale", "travel"), "sale", ("date_basis",)), Column("currency", currency, "", ("cur",)),
        Column("amount", amount, ""), Column("percent", percent, "", ("pct",)), Column("cap", number, ""),
        Column("refundable", among("yes", "no", "fare"), "yes"),
        Column("nature", shaped(r"[A-Z]{2}", "nature"), ""), *EFFECTIVE, SOURCE),
        ("country",), (IN_ORDER,), ("country", "code", "currency")),
    Form("charge", "taxes", (
        Column("code", shaped(r"[A-Z0-9]{2}", "tax code")), Column("airport", place),
        Column("when", among("departing", "changing", "any"), "any"), Column("currency", currency, None, ("cur",)),
        Column("amount", amount), *EFFECTIVE, SOURCE),
        ("code", "airport"), (IN_ORDER, FITS), ("code", "airport", "currency")),
    Form("band", "taxes", (
        Column("code", shaped(r"[A-Z0-9]{2}", "tax code")), Column("country", country),
        Column("band", shaped(r"[A-Za-z0-9]{1,12}", "band")), SOURCE), ("code",)),
    Form("surcharge", "taxes", (
        Column("carrier", carrier), Column("code", among("YQ", "YR")),
        Column("passengers", listed(r"[A-Z][A-Z0-9]{2}", "passenger type"), "", ("ptc",)),
        Column("origin", shaped(r"[A-Z0-9]{2,10}", "place or area"), ""),
        Column("destination", shaped(r"[A-Z0-9]{2,10}", "place or area"), ""),
        Column("scope", among("domestic", "international", "any"), "any"),
        Column("booking_classes", listed(r"[A-Z]", "booking class"), "", ("rbd",)),
        Column("miles", shaped(r"\d{1,5}-\d{1,5}", "band of miles"), ""), Column("currency", currency, None, ("cur",)),
        Column("amount", amount), Column("refundable", among("yes", "no", "fare"), "yes"),
        Column("effective", day, None, ("sale_from", "eff", "from")),
        Column("discontinue", day, "", ("sale_to", "disc", "to")),
        Column("travel_from", day, ""), Column("travel_to", day, ""), SOURCE),
        ("carrier",), (IN_ORDER, FITS, (("travel_from", "travel_to"), in_order)), ("carrier", "code", "currency")),
    Form("routing", "routings", (
        Column("carrier", carrier), Column("tariff", shaped(r"[A-Z0-9]{1,8}", "tariff"), ""),
        Column("routing", shaped(r"[A-Z0-9]{1,8}", "routing"), None, ("number",)),
        Column("map", shaped(ROUTING_MAP, "routing map")), *EFFECTIVE, SOURCE),
        ("carrier", "routing"), (IN_ORDER,)),
    Form("tpm", "routings", (
        Column("origin", place, None, ("a", "org")), Column("destination", place, None, ("b", "dst")),
        Column("gi", shaped(r"[A-Z]{2}", "global indicator"), ""), Column("tpm", number, None, ("miles",)), SOURCE),
        ("origin", "destination"), (APART,), market=True),
    Form("mpm", "routings", (
        Column("origin", place, None, ("a", "org")), Column("destination", place, None, ("b", "dst")),
        Column("gi", shaped(r"[A-Z]{2}", "global indicator"), ""), Column("mpm", number), *EFFECTIVE, SOURCE),
        ("origin", "destination"), (APART, IN_ORDER), market=True),
    Form("allowance", "routings", (
        Column("origin", shaped(r"[A-Z0-9]{2,10}", "place or area"), None, ("a", "org")),
        Column("destination", shaped(r"[A-Z0-9]{2,10}", "place or area"), None, ("b", "dst")),
        Column("via", listed(r"[A-Z0-9]{2,10}", "place or area")), Column("allowance", number, None, ("ema",)),
        *EFFECTIVE, SOURCE), ("origin", "destination"), (IN_ORDER,)),
    Form("agreement", "agreements", (
        Column("carrier", carrier, None, ("validating",)), Column("partner", carrier),
        Column("country", country, ""), Column("electronic", among("yes", "no"), "yes"),
        Column("charge", percent, ""), *EFFECTIVE, SOURCE),
        ("carrier",), (IN_ORDER, (("carrier", "partner"), apart))),
    Form("service", "services", (
        Column("carrier", carrier, None, ("airline",)), Column("request", shaped(r"[A-Z]{4}", "request code"), None,
                                                               ("ssr",)),
        Column("unit", number, "1", ("nth",)), Column("rfic", among(*"ABCDEFGI")),
        Column("rfisc", shaped(r"[A-Z0-9]{3}", "service code"), None, ("code",)), Column("name", text),
        Column("document", among("A", "S"), "A"), Column("currency", currency, None, ("cur",)),
        Column("amount", amount), Column("refundable", among("yes", "no"), "yes"), *EFFECTIVE, SOURCE),
        ("carrier",), (IN_ORDER, FITS)),
)
NAMED = {form.name: form for form in FORMS}
KINDS = tuple(dict.fromkeys(form.kind for form in FORMS))


def typed(form: Form, columns: Iterable[str], cells: Iterable[str]) -> dict[str, Any]:
    """A line's values by column, those it does not have as if left empty; raises ValueError."""
    given = dict(zip(columns, cells, strict=True))
    return {each.name: each.value(given.get(each.name, "")) for each in form.columns}
