"""Forms of payment: which card a number may be, and who pays how much of a total."""
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from ...errors import CardTypeNotAccepted, CurrencyDiffers, InvalidCard, InvalidExpiry, PaymentDiffers
from ...values.money import Money, total
from ...values.numbers import luhn
from ..booking.elements import FormOfPayment
from .tickets import Payment, masked_card

if TYPE_CHECKING:
    from .charges import Charge

PAID_BACK = {"CC": 0, "INVOICE": 1, "MS": 1, "CHECK": 2, "CASH": 2}  # cards first, each up to its charge, cash last
FORMS = ("CASH", "CHECK", "CC", "INVOICE", "MS")
Index = Callable[[str], str]
Charges = Mapping[int, "Charge"]


@dataclass(frozen=True)
class Vendor:
    """`starts` are the first digits of its numbers, as ranges of equal length; `lengths` how long they may be."""

    name: str
    starts: tuple[tuple[str, str], ...]
    lengths: tuple[int, ...]

    def has(self, number: str) -> bool:
        starts = any(low <= number[:len(low)] <= high for low, high in self.starts)
        return starts and len(number) in self.lengths


VENDORS = {
    "VI": Vendor("VISA", (("4", "4"),), (13, 16, 19)),
    "CA": Vendor("MASTERCARD", (("51", "55"), ("2221", "2720")), (16,)),
    "AX": Vendor("AMERICAN EXPRESS", (("34", "34"), ("37", "37")), (15,)),
    "DC": Vendor("DINERS CLUB", (("300", "305"), ("309", "309"), ("36", "36"), ("38", "39")), (14,)),
    "JC": Vendor("JCB", (("3528", "3589"),), (16,)),
    "DS": Vendor("DISCOVER", (("6011", "6011"), ("644", "649"), ("65", "65")), (16,)),
    "TP": Vendor("UATP", (("1", "1"),), (15,)),
    "UP": Vendor("UNIONPAY", (("62", "62"), ("81", "81")), (16, 17, 18, 19)),
}
ALIASES = {"MC": "CA", "CU": "UP"}


def vendor_of(code: str) -> str:
    """The vendor's own code; raises CardTypeNotAccepted."""
    known = ALIASES.get(code, code)
    if known not in VENDORS:
        raise CardTypeNotAccepted(vendor=code)
    return known


def vendor_by(number: str) -> str:
    """Whose cards have such numbers; raises CardTypeNotAccepted."""
    found = [code for code, vendor in VENDORS.items() if vendor.has(number)]
    if not found:
        raise CardTypeNotAccepted(vendor=number[:1])
    return found[0]


def check_card(code: str, number: str) -> None:
    """The number's check digit, and that it is one of this vendor's; raises InvalidCard or CardTypeNotAccepted."""
    if not luhn(number):
        raise InvalidCard(vendor=code)
    if not VENDORS[code].has(number):
        raise CardTypeNotAccepted(vendor=code)


def check_expiry(text: str, today: date) -> None:
    """MMYY, good to the end of its month; raises InvalidExpiry."""
    month, year = int(text[:2]), 2000 + int(text[2:])
    if not 1 <= month <= 12 or (year, month) < (today.year, today.month):
        raise InvalidExpiry(expiry=text)


def payments(element: FormOfPayment, due: Money, ticket: str, index: Index, charges: Charges | None = None
             ) -> tuple[Payment, ...]:
    """What each form pays of a ticket: amounts that were given, and what is left by the one without; raises.

    `charges` are those of the gateway, by the places of the forms.
    """
    asked = charges or {}
    forms = element.forms
    given = [form.amount for form in forms if form.amount]
    if any(amount.currency != due.currency for amount in given):
        raise CurrencyDiffers(currency=due.currency)
    left = due - total(given, due.currency)
    without = len(forms) - len(given)
    fits = left.minor == 0 if without == 0 else without == 1 and (left.minor > 0 or not given)
    if not fits:
        raise PaymentDiffers(given=str(due - left), total=str(due), currency=due.currency)
    return tuple(_payment(form, form.amount or left, ticket, index, asked.get(place))
                 for place, form in enumerate(forms))


def _payment(form: FormOfPayment, amount: Money, ticket: str, index: Index, charge: "Charge | None") -> Payment:
    key = charge.key if charge else ""
    if form.form != "CC":
        return Payment(form.form, amount, text=form.text, charge=key)
    token = index(f"card:{form.number}")
    approval = form.approval or (charge.approval if charge else "") or approved(ticket, token)
    return Payment("CC", amount, form.vendor, masked_card(form.number), token, form.expiry, approval, charge=key)


def approved(ticket: str, token: str) -> str:
    """The approval where the gateway gives none, as the embedded one does: it is the document's own."""
    digest = blake2b(f"{ticket}/{token}".encode(), digest_size=4).digest()
    return f"A{int.from_bytes(digest, 'big') % 1_000_000:06}"


# ---- what is given back, and what stays

def back(payments: Iterable[Payment], due: Money) -> Iterator[Payment]:
    """An amount over the forms of payment it came from; never more to one than it gave."""
    for payment in sorted(payments, key=lambda payment: PAID_BACK[payment.form]):
        part = min(due, payment.amount)
        if part.minor > 0:
            yield replace(payment, amount=part)
        due -= part


def unreturned(payments: Iterable[Payment], given: Iterable[Payment]) -> tuple[Payment, ...]:
    """What each form has still paid after what was given back to it."""
    returned = list(given)
    left = [replace(payment, amount=payment.amount - taken(payment, returned)) for payment in payments]
    return tuple(payment for payment in left if payment.amount.minor)


def carried(value: Iterable[Payment], collected: Iterable[Payment], given: Iterable[Payment], due: Money
            ) -> tuple[Payment, ...]:
    """The forms of payment that stand behind a document issued in exchange, its total by the end.

    What was given back goes from the form it went to; what was kept as a fee goes from what was collected last.
    """
    returned = list(given)
    held = [replace(payment, amount=payment.amount - taken(payment, returned)) for payment in (*value, *collected)]
    kept = total([payment.amount for payment in held], due.currency) - due
    left: list[Payment] = []
    for payment in reversed(held):
        part = min(kept, payment.amount)
        kept -= part
        left.append(replace(payment, amount=payment.amount - part))
    return tuple(payment for payment in reversed(left) if payment.amount.minor)


def taken(payment: Payment, returned: list[Payment]) -> Money:
    """What of the money given back came from this payment; each is counted once."""
    for place, other in enumerate(returned):
        if other == replace(payment, amount=other.amount) and other.amount <= payment.amount:
            return returned.pop(place).amount
    return Money(0, payment.amount.currency)
