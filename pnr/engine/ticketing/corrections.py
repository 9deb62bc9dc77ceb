"""What an agent puts in place of what the rules say of a refund, before it is confirmed."""
from dataclasses import dataclass, replace
from decimal import Decimal

from ...errors import InvalidAmount, NoSuchTax, TaxMissing
from ...values.money import Money, total
from ..pricing.quote import Tax
from .payments import back, unreturned
from .tickets import RefundRecord, Ticket


@dataclass(frozen=True)
class TaxCorrection:
    """Of the tax at a place of the list, from 1: an amount in place of its own, nothing at all, or one put there."""

    place: int
    amount: Decimal | None = None
    code: str = ""

    @classmethod
    def read(cls, text: str) -> "TaxCorrection":
        """U2-50.00, X2, A2YQ"""
        place, dash, amount = text[1:].partition("-")
        code = place.lstrip("0123456789")
        return cls(int(place.removesuffix(code)), Decimal(amount) if dash else None, code)

    def written(self) -> str:
        if self.code:
            return f"A{self.place}{self.code}"
        return f"X{self.place}" if self.amount is None else f"U{self.place}-{self.amount}"


@dataclass(frozen=True)
class TaxCorrections:
    """TU2-50.00/TX3: in this order, each by the places the one before left."""

    each: tuple[TaxCorrection, ...] = ()

    @classmethod
    def read(cls, text: str) -> "TaxCorrections":
        return cls(tuple(TaxCorrection.read(part.removeprefix("T")) for part in text.split("/")))

    def written(self) -> str:
        return "/".join(f"T{each.written()}" for each in self.each)


@dataclass(frozen=True)
class Correction:
    """Amounts are None where the rules' stay."""

    used: Money | None = None
    penalty: Money | None = None
    commission: Money | None = None
    taxes: tuple[TaxCorrection, ...] = ()
    name: str | None = None
    remark: str | None = None


def corrected(shown: RefundRecord, first: Ticket, by: Correction) -> RefundRecord:
    """Raises InvalidAmount beyond what was paid, and NoSuchTax."""
    after = with_taxes(with_fare(shown, by, spent(first)), first, by.taxes)
    texts = {key: value for key in ("name", "remark") if (value := getattr(by, key)) is not None}
    after = settled(replace(after, **texts), first)
    said = by.commission or (shown.commission if shown.commission != recalled(first, shown) else None)
    return after if said is None else replace(after, commission=recalled_at(said, first))


def spent(first: Ticket) -> Money | None:
    """What earlier refunds gave back of the fare or kept of it."""
    if not first.refunds or first.fare is None:
        return None
    parts = [part for each in first.refunds for part in (each.fare_refund, each.penalty)]
    return total(parts, first.fare.fare.currency)


def with_fare(shown: RefundRecord, by: Correction, before: Money | None) -> RefundRecord:
    used, penalty = by.used or shown.fare_used, by.penalty or shown.penalty
    left = shown.fare_paid - used - penalty
    if left.minor < 0 or (before and used < before):
        raise InvalidAmount(most=str(shown.fare_paid - (max(used, before) if before else used)))
    manual = (used, penalty) != (shown.fare_used, shown.penalty)
    return replace(shown, fare_used=used, penalty=penalty, fare_refund=left, total=left + shown.tax_refund,
                   manual=shown.manual or manual)


# ---- taxes

def with_taxes(shown: RefundRecord, first: Ticket, corrections: tuple[TaxCorrection, ...]) -> RefundRecord:
    taxes = list(shown.taxes)
    for each in corrections:
        taxes = put(taxes, each, first) if each.code else set_to(taxes, each, first)
    taxes = [tax for tax in taxes if tax.amount.minor]
    back = total([tax.amount for tax in taxes], shown.total.currency)
    return replace(shown, taxes=tuple(taxes), tax_refund=back, total=shown.fare_refund + back,
                   manual=shown.manual or taxes != list(shown.taxes))


def set_to(taxes: list[Tax], by: TaxCorrection, first: Ticket) -> list[Tax]:
    """With another amount at this place; zero where none is given."""
    if not 1 <= by.place <= len(taxes):
        raise NoSuchTax()
    tax = taxes[by.place - 1]
    amount = Money.of(by.amount or Decimal(0), tax.amount.currency)
    most = paid(first, tax.code) - total([each.amount for each in taxes if each.code == tax.code and each is not tax],
                                         amount.currency)
    if amount.minor > most.minor:
        raise InvalidAmount(most=str(most))
    return [replace(each, amount=amount, parts=()) if each is tax else each for each in taxes]


def put(taxes: list[Tax], by: TaxCorrection, first: Ticket) -> list[Tax]:
    """With what was paid of a tax that does not come back by itself."""
    levied = [tax for tax in first.fare.taxes if tax.code == by.code] if first.fare else []
    if not levied or any(tax.code == by.code for tax in taxes):
        raise TaxMissing(code=by.code)
    if not 1 <= by.place <= len(taxes) + 1:
        raise NoSuchTax()
    added = replace(levied[0], amount=paid(first, by.code), parts=())
    return [*taxes[:by.place - 1], added, *taxes[by.place - 1:]]


def paid(first: Ticket, code: str) -> Money:
    """Of a tax, less what came back before."""
    currency = first.fare.total.currency if first.fare else ""
    levied = total([tax.amount for tax in first.fare.taxes if tax.code == code] if first.fare else [], currency)
    return levied - total([tax.amount for each in first.refunds for tax in each.taxes if tax.code == code], currency)


# ---- forms and commission

def settled(held: RefundRecord, first: Ticket) -> RefundRecord:
    """With the forms of payment it goes back to, and the commission the agency gives back."""
    left = unreturned(first.payments, [given for each in first.refunds for given in each.to])
    return replace(held, to=tuple(back(left, held.total)), commission=recalled(first, held))


def recalled(first: Ticket, held: RefundRecord) -> Money:
    """Of the commission as much as of the fare comes back, half up."""
    earned = first.commission
    if earned is None or not held.fare_paid.minor:
        return Money(0, held.total.currency)
    return Money.of(earned.amount * held.fare_refund.minor / held.fare_paid.minor, earned.currency)


def recalled_at(commission: Money, first: Ticket) -> Money:
    """Never more than was earned; raises InvalidAmount."""
    earned = first.commission or Money(0, commission.currency)
    if commission.minor > earned.minor:
        raise InvalidAmount(most=str(earned))
    return commission
