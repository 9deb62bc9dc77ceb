"""The replies about documents whose JSON is a contract: tickets, refunds, exchanges, reports."""
from typing import Any

from .shapes import clock, document, iso, money, shape, taxed


@shape
def ticket_display(reply: Any, dialect: str) -> dict:
    """Every number of the set; fare and taxes stand on the first."""
    return {"tickets": [ticket(each) for each in reply.tickets]}


@shape
def ticket_list(reply: Any, dialect: str) -> dict:
    return {"tickets": [ticket(each) for each in reply.tickets]}


@shape
def tickets_issued(reply: Any, dialect: str) -> dict:
    return {"locator": reply.locator, "total": money(reply.total),
            "tickets": [ticket(each) for tickets in reply.sets for each in tickets]}


@shape
def services_issued(reply: Any, dialect: str) -> dict:
    return tickets_issued(reply, dialect)


@shape
def tickets_mailed(reply: Any, dialect: str) -> dict:
    return tickets_issued(reply, dialect) | {"mail": reply.state}


@shape
def ticket_voided(reply: Any, dialect: str) -> dict:
    return {"locator": reply.locator, "tickets": [ticket(each) for each in reply.tickets]}


def ticket(held: Any) -> dict:
    fare = held.fare
    return {"number": document(held.number), "status": held.status, "passenger": held.passenger, "type": held.type,
            "carrier": held.carrier, "locator": held.locator, "issued": iso(held.date), "office": held.office,
            "fop": "+".join(payment.name for payment in held.payments) or None, "base": money(fare and fare.base),
            "equivalent": money(fare and fare.equivalent), "taxes": [taxed(tax) for tax in fare.taxes] if fare else [],
            "total": money(fare and fare.total), "fare_calc": fare and fare.fare_calc,
            "coupons": [coupon(each) for each in held.coupons]}


def coupon(held: Any) -> dict:
    return {"number": held.number, "carrier": held.carrier, "flight": held.flight, "booking_class": held.booking_class,
            "date": iso(held.date), "departs": clock(held.departs), "origin": held.origin,
            "destination": held.destination, "fare_basis": held.fare_basis, "status": held.status}


@shape
def refund_display(reply: Any, dialect: str) -> dict:
    """As computed; `number` once it was carried out."""
    held = reply.record
    sums = {name: money(getattr(held, name)) for name in (
        "fare_paid", "fare_used", "penalty", "fare_refund", "tax_refund", "total", "commission")}
    return {"number": held.number or None, "tickets": [document(number) for number in held.tickets], **sums,
            "taxes": [taxed(tax) for tax in held.taxes], "manual": held.manual, "rule": held.rule, "fact": held.fact,
            "to": [{"fop": payment.name, "amount": money(payment.amount)} for payment in held.to]}


@shape
def refund_processed(reply: Any, dialect: str) -> dict:
    return refund_display(reply, dialect)


@shape
def exchange_display(reply: Any, dialect: str) -> dict:
    """The first document's figures, and each of them where there are several."""
    each = [exchanged(item) for item in reply.exchanges]
    return each[0] | {"exchanges": each}


def exchanged(item: Any) -> dict:
    found = item.found
    return {"old": {"tickets": [document(ticket.number) for ticket in item.tickets], "base": money(item.old.base),
                    "total": money(item.old.total)},
            "new": {"base": money(item.new.base), "total": money(item.new.total), "stored": item.number or None},
            "passenger": item.passenger, "fare_difference": money(found.fare_difference),
            "tax_difference": money(found.tax_difference),
            "taxes": [{"code": tax.code, "old": money(tax.old), "new": money(tax.new)} for tax in found.taxes],
            "penalty": money(found.penalty), "to_pay": money(found.to_pay), "refund": money(found.back),
            "residual": money(found.residual), "forfeited": money(found.forfeited), "rule": found.rule,
            "fact": found.fact}


@shape
def report_table(reply: Any, dialect: str) -> dict:
    """A row for each thing that happened to a document, and what they come to together."""
    from ..engine.ticketing.sales import totals

    found = totals(reply.lines, reply.office.currency)
    sums = {name: money(getattr(found, name)) for name in ("fare", "tax", "fee", "commission", "total", "cash",
                                                           "remitted")}
    return {"office": reply.office.id, "from": iso(reply.first), "to": iso(reply.last),
            "columns": list(REPORTED), "rows": [reported(line) for line in reply.lines],
            "totals": {"documents": found.documents, **sums}}


REPORTED = ("sequence", "airline", "document", "transaction", "total", "fare", "tax", "fee", "commission", "fop",
            "passenger", "sign", "locator")


def reported(line: Any) -> list:
    held = line.ticket
    return [line.sequence, held.number[:3], document(held.number), line.code, str(line.total), str(line.fare),
            str(line.tax), str(line.fee), str(line.commission), line.form, held.passenger, line.posting.sign,
            held.locator]
