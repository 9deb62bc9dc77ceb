"""FC, FN and FP: what a stored fare and a payment look like in a PNR."""
import re
from decimal import Decimal

from ....engine.booking.booking import Booking
from ....engine.booking.elements import FareText, FormOfPayment, IssuedTicket, StoredFare
from ....engine.pricing.quote import PricedFare
from ....engine.pricing.typed import Typed
from ....values.money import Money
from ....values.numbers import masked

BOX = re.compile(r"/(\d{3}-\d{10})\dE([1-4]+)")
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
    fare, typed = stored.fare, stored.typed
    if typed and typed.reissue:
        return reissue(stored, typed, booking)
    exempt = typed.exempt if typed else ()
    taxes = f"X{currency(fare.tax_total)}/" if fare.tax_total.minor else ""
    each = "".join(f"T{currency(amount) if amount else 'EXEMPT'}{code}/" for code, amount in charged(fare, exempt))
    earned = f"C{commission(stored, booking)}/"
    return (f"FN/{how(stored)}{infants(stored.infants)}F{currency(fare.base)}/S{currency(fare.fare)}/{earned}"
            f"{taxes}{each}A{currency(fare.total)}")


def reissue(stored: StoredFare, typed: Typed, booking: Booking) -> str:
    """The whole fare, what is collected for it, taxes paid before and due now, and what is to be paid."""
    due = "".join(f"T{currency(tax.amount)}{tax.code}/" for tax in typed.taxes)
    paid = "".join(f"O{currency(tax.amount)}{tax.code}/" for tax in typed.paid)
    collected = f"S{currency(typed.collected)}/" if typed.collected else ""
    whole = f"A{currency(typed.total)}" if typed.total else ""
    return (f"FN/{how(stored)}{infants(stored.infants)}{typed.letter}{currency(stored.fare.base)}/{collected}"
            f"C{commission(stored, booking)}/{paid}{due}{whole}")


def original(text: str) -> str:
    """880-2300000011BJS01DEC26/08300025/880-23000000110E1*... as 880-2300000011#1000, where it tells of coupons."""
    found = BOX.search(text)
    if not found:
        return text
    blocks: list[str] = []
    for digit in found[2]:
        if not blocks or digit <= blocks[-1][-1]:
            blocks.append("")
        blocks[-1] += digit
    return f"{found[1]}#{''.join(map(block, blocks))}"


def block(taken: str) -> str:
    """Coupons of one number: 13 is 1030."""
    return "".join(digit if digit in taken else "0" for digit in "1234")


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
