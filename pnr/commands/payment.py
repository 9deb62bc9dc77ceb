"""How it is paid, and the texts a fare carries: endorsements, validating carrier, commission, tour code."""
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..engine.booking.elements import FareText, FormOfPayment
from ..engine.ticketing.issue import RATE
from ..engine.ticketing.payments import check_card, check_expiry, vendor_by, vendor_of
from ..engine.ticketing.tickets import dashed
from ..errors import InvalidCommission, InvalidDecimals, InvalidFirstDocument, PaymentArranged, UnknownCarrier
from ..values.money import Money, digits
from ..values.spans import Span
from .command import Command, execute
from .details import added, segment_tattoos, tattoos
from .display import BookingDisplay

MANUAL = "*M*"  # a commission somebody typed
WALLETS = {"支付宝": "ALIPAY", "微信": "WECHAT", "微信支付": "WECHAT", "WECHATPAY": "WECHAT"}  # as agents call them
FIRST_DOCUMENT = re.compile(r"\d{3}-?\d{10}(-\d{2})?[A-Z]{3}\d{2}[A-Z]{3}\d{2}/\d{8}(/|$)")


class Whom(str):
    """PAX, or INF of infants, whatever they are called."""

    @classmethod
    def read(cls, text: str) -> "Whom":
        return cls({"IN/": "INF"}.get(text, text))


class TextCode(str):
    """Of a fare element: EI is FE, TC is FT."""

    @classmethod
    def read(cls, text: str) -> "TextCode":
        return cls({"EI": "FE", "TC": "FT"}.get(text, text))


@dataclass(frozen=True)
class PaymentForm:
    """CASH, CHECK, INVOICE, or MS with a label; `amount` where several share a total."""

    form: str
    label: str = ""
    currency: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class CardForm:
    """Number and MMYY, the vendor where it is not left to the number; an approval that was got by hand.

    The security code has no place here.
    """

    number: str
    expiry: str
    vendor: str = ""
    currency: str = ""
    amount: Decimal | None = None
    approval: str = ""


@dataclass(frozen=True)
class AddFormOfPayment(Command):
    """`kind`: PAX, INF, or nothing for all; `original` is how a document was paid that is exchanged now."""

    forms: tuple[PaymentForm | CardForm, ...] = ()
    kind: Whom = Whom("")
    passengers: tuple[Span, ...] = ()
    original: str = ""


@dataclass(frozen=True)
class AddFareText(Command):
    """`code`: FE endorsements, FV validating carrier, FM commission (9 percent, or 200A an amount), FT tour code,
    FZ a line for the agency, FO the first document at a reissue, FS a discount.
    """

    code: TextCode
    text: str
    kind: Whom = Whom("")
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class AddWrittenTicket(Command):
    """The number of a document another system, or a hand, wrote: `written` FHE electronic, FHA automated, FHM manual,
    FHP on paper. Nothing of it is in the books of this host."""

    written: str
    document: str
    kind: Whom = Whom("")
    passengers: tuple[Span, ...] = ()
    segments: tuple[Span, ...] = ()


@execute.register
def add_form_of_payment(command: AddFormOfPayment, work) -> BookingDisplay:
    chosen, infants = tattoos(work, command.passengers), command.kind == "INF"
    others = [other for other in work.area.working.each(FormOfPayment) if other.infants == infants
              and (set(other.passengers) & set(chosen) or other.passengers == chosen)]
    if others and not command.original:
        raise PaymentArranged()
    work.area = work.area.with_working(work.area.working.without(others))
    first, *rest = [checked(form, work) for form in command.forms] or [FormOfPayment("")]
    return added(work, replace(first, passengers=chosen, infants=infants, rest=tuple(rest), original=command.original))


def checked(form: PaymentForm | CardForm, work) -> FormOfPayment:
    """A form of payment that may be used today; raises what is wrong with a card or an amount."""
    amount = money(form.amount, form.currency or work.office.currency) if form.amount is not None else None
    if isinstance(form, PaymentForm):
        label = form.label.strip()
        return FormOfPayment(form.form, text=WALLETS.get(label, label), amount=amount)
    vendor = vendor_of(form.vendor) if form.vendor else vendor_by(form.number)
    check_card(vendor, form.number)
    check_expiry(form.expiry, work.today)
    return FormOfPayment("CC", vendor, form.number, form.expiry, approval=form.approval, amount=amount)


def money(amount: Decimal, currency: str) -> Money:
    """Raises InvalidDecimals for more decimals than the currency has."""
    exponent = amount.as_tuple().exponent
    if amount < 0 or (isinstance(exponent, int) and -exponent > digits(currency)):
        raise InvalidDecimals(amount=str(amount), currency=currency)
    return Money.of(amount, currency)


@execute.register
def add_fare_text(command: AddFareText, work) -> BookingDisplay:
    """In place of the one of its kind for the same passengers and flights, such as pricing may have written."""
    chosen, infants = tattoos(work, command.passengers), command.kind == "INF"
    flown = segment_tattoos(work, command.segments)
    text = CHECKS[command.code](command.text.strip(), work) if command.code in CHECKS else command.text.strip()
    return kept_text(FareText(command.code, text, chosen, infants, automatic=False, segments=flown), work)


@execute.register
def add_written_ticket(command: AddWrittenTicket, work) -> BookingDisplay:
    """Raises UnknownCarrier unless an airline's numbers begin so."""
    number = command.document if command.document[3] == "-" else dashed(command.document)
    if not work.world.airlines.find(number[:3]):
        raise UnknownCarrier(carrier=number[:3])
    return kept_text(FareText(command.written, number, tattoos(work, command.passengers), command.kind == "INF",
                              automatic=False, segments=segment_tattoos(work, command.segments)), work)


def kept_text(made: FareText, work) -> BookingDisplay:
    """A text in place of its like."""
    like = (made.code, made.passengers, made.infants, made.segments)
    old = [other for other in work.area.working.each(FareText)
           if (other.code, other.passengers, other.infants, other.segments) == like]
    work.area = work.area.with_working(work.area.working.without(old))
    return added(work, made)


def validating(text: str, work) -> str:
    return work.world.airlines.airline(text).code


def commission(text: str, work) -> str:
    if not RATE.fullmatch(text):
        raise InvalidCommission(text=text)
    return text if text.startswith("*") else MANUAL + text


def first_document(text: str, work) -> str:
    """Number, where and when it was issued, and the agency's number; raises InvalidFirstDocument."""
    if not FIRST_DOCUMENT.match(text):
        raise InvalidFirstDocument(text=text)
    return text


CHECKS = {"FV": validating, "FM": commission, "FO": first_document}
