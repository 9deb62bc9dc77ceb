"""FC, FN and FP: what a stored fare and a payment look like in a PNR."""
from decimal import Decimal

from ....engine.booking.booking import Booking
from ....engine.booking.elements import FareText, FormOfPayment, IssuedTicket, StoredFare
from ....engine.pricing.quote import PricedFare
from ....values.money import Money
from ....values.numbers import masked

HOME = "CNY"
DOMESTIC = ("CN", "YQ")  # airport levy and fuel


def calculation(stored: StoredFare) -> str:
    """FC/A/PEK CA SHA 1960.00Y CNY1960.00END"""
    return f"FC/{how(stored)}{infants(stored.infants)}{stored.fare.fare_calc}"


def how(stored: StoredFare) -> str:
    """A stored by pricing, M typed."""
    return "M/" if stored.typed else "A/"


def amounts(stored: StoredFare, booking: Booking) -> str:
    """Fare, what is collected, commission, all taxes, each tax, and what is to be paid."""
    fare, exempt = stored.fare, stored.typed.exempt if stored.typed else ()
    taxes = f"X{currency(fare.tax_total)}/" if fare.tax_total.minor else ""
    each = "".join(f"T{currency(amount) if amount else 'EXEMPT'}{code}/" for code, amount in charged(fare, exempt))
    earned = f"C{commission(stored, booking)}/"
    return (f"FN/{how(stored)}{infants(stored.infants)}F{currency(fare.base)}/S{currency(fare.fare)}/{earned}"
            f"{taxes}{each}A{currency(fare.total)}")


def commission(stored: StoredFare, booking: Booking) -> str:
    """In percent, of whoever pays this fare; 0.00 where nobody said."""
    said = [text for text in booking.each(FareText) if text.code == "FM" and text.infants == stored.infants
            and (not text.passengers or set(text.passengers) & set(stored.passengers))]
    figure = said[-1].text.rpartition("*")[2] if said else "0"
    return f"{Decimal(figure):.2f}" if figure.replace(".", "").isdecimal() else figure


def charged(fare: PricedFare, exempt: tuple[str, ...] = ()) -> list[tuple[str, Money | None]]:
    """Taxes by code; those its passenger is exempt from as typed, on a domestic journey always."""
    paid: dict[str, Money | None] = dict.fromkeys((*(DOMESTIC if fare.domestic else ()), *exempt))
    for tax in fare.taxes:
        before = paid.get(tax.code)
        paid[tax.code] = before + tax.amount if before else tax.amount
    return list(paid.items())


def currency(amount: Money) -> str:
    return f"{amount.currency}{amount}"


def infants(meant: bool) -> str:
    return "IN/" if meant else ""


def payment(element: FormOfPayment, booking: Booking) -> str:
    """FP/CASH,CNY, and the card's number masked."""
    if element.form == "CC":
        return f"FP/{infants(element.infants)}CC/{element.vendor}{masked(element.number)}/{element.expiry}"
    return f"FP/{infants(element.infants)}{element.form}{element.text},{sold_in(booking)}"


def sold_in(booking: Booking) -> str:
    """The currency of what is paid for."""
    totals = [stored.fare.total for stored in booking.each(StoredFare)]
    totals += [ticket.total for ticket in booking.each(IssuedTicket)]
    return totals[0].currency if totals else HOME
