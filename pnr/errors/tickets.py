"""Payment, and documents from issue to refund."""
from .base import Refusal, Unavailable


class InvalidCard(Refusal):
    """A card number that no check digit fits."""


class CardTypeNotAccepted(Refusal):
    """A vendor nobody takes, or a number that is not one of that vendor's."""


class InvalidExpiry(Refusal): ...
class CurrencyDiffers(Refusal): ...
class PaymentDiffers(Refusal):
    """The amounts of several forms of payment are not what is to be paid: facts `given`, `total`."""


class PaymentDeclined(Refusal): ...  # fact reason
class PaymentInProgress(Refusal): ...  # another desk is waiting for the answer
class PaymentTimedOut(Refusal):
    """Nobody knows yet whether it was paid: asking again, or the host by itself, finds out."""


class PaymentNotVerified(Refusal):
    """The answer was not signed by the gateway, and counts for nothing: as if there was none."""


class GatewayUnavailable(Unavailable): ...  # nothing was asked of it, nothing is paid
class PaymentArranged(Refusal):
    """These passengers have a form of payment already."""


class InvalidCommission(Refusal): ...
class InvalidAmount(Refusal): ...


class NotEnded(Refusal):
    """What was changed must be filed before tickets are issued."""


class InvalidDecimals(InvalidAmount): ...  # more than the currency has
class InvalidCurrency(Refusal): ...
class InvalidFirstDocument(Refusal): ...  # not number, place, date and agency of a document
class NoSuchTax(Refusal): ...  # at a place of a list
class NeedFareAmount(Refusal): ...
class NeedFareCalculation(Refusal): ...
class FareBasisMissing(Refusal): ...
class InvalidFareBasis(Refusal): ...  # longer than a ticket has room for
class FareElementExists(Refusal): ...  # by hand, for these passengers
class FareTotalDiffers(Refusal): ...  # fact total: what fare and taxes come to
class PaidTaxDiffers(Refusal): ...  # from the old document: facts code, and amount, what was paid there
class EquivalentDiffers(Refusal): ...  # fact equivalent: what the fare comes to at the rate typed
class InvalidCalculation(Refusal): ...  # fact place: where it cannot be read
class CalculationDiffers(Refusal): ...  # amounts do not add up, or not to the fare
class CalculationElsewhere(Refusal): ...  # it does not go where the itinerary goes
class CollectionLost(Refusal): ...  # fact currency: nobody said what is collected
class CommissionLost(Refusal): ...
class TaxMissing(Refusal): ...  # fact code
class CouponsDiffer(Refusal): ...  # as many segments as it has coupons


class NoStoredFare(Refusal):
    """Facts `passengers`: numbers of those no fare is stored for, or (`infant`) whose infants; `others` have one."""


class QuoteNotChosen(Refusal): ...  # several prices were quoted and none was looked at in detail
class FareUnqualified(Refusal):
    """Quoted for a type its passengers are not of (fact type), or for other offices to ticket (facts fare, office)."""


class NoSuchFare(Refusal): ...
class FareOutdated(Refusal): ...  # the itinerary is not the one that was priced
class FareExpired(Refusal): ...  # the last day on which this fare may be ticketed is over
class AlreadyTicketed(Refusal): ...
class UnconfirmedSegment(Refusal): ...
class NeedFormOfPayment(Refusal): ...
class NeedValidatingCarrier(Refusal): ...
class AirlineLimitOver(Refusal): ...  # the airline wanted a ticket earlier: facts carrier, limit
class TimeLimitLeft(Refusal): ...  # the ticketing arrangement must be cancelled before tickets are issued
class IdentityMissing(Refusal): ...
class TooManyCoupons(Refusal): ...
class OptionsClash(Refusal): ...
class ValidatingDiffers(Refusal): ...  # from the carrier a fare was quoted for: facts priced, carrier
class NoSuchPrinter(Refusal): ...
class PrinterNotControlled(Refusal): ...
class PrinterInactive(Refusal): ...  # switched off, or its input or output is
class InputClosed(Refusal): ...
class OutputClosed(Refusal): ...
class PrinterInUse(Refusal): ...  # control of it was taken here and not given up
class TooManyNumbers(Refusal): ...  # to load at once: fact most
class NumbersLeft(Refusal): ...  # in the printer: facts first, last
class NotNextInStock(Refusal): ...  # these are not the numbers that come next: fact first
class OutOfStock(Refusal): ...
class NumbersShort(Refusal): ...  # fewer than needed: fact left
class NeedTicketNumber(Refusal): ...
class NoSuchTicket(Refusal):
    """Facts `number`, `carrier`."""


class IssuedElsewhere(Refusal):
    """Only the office that issued a document may void or refund it."""


class AlreadyVoided(Refusal): ...
class VoidPeriodOver(Refusal): ...
class CouponNotOpen(Refusal):
    """Facts `coupon`, `status`, `word`."""


class LocatorDiffers(Refusal): ...
class AlreadyRefunded(Refusal): ...
class NoOpenCoupon(Refusal): ...
class NotRefundable(Refusal): ...
class NoRefundShown(Refusal): ...
class NoSuchRefund(Refusal): ...  # carried out here: fact number
class NotAuthorised(Refusal): ...  # this duty may not: fact duty
class RevalidationNotAllowed(Refusal): ...  # another carrier, class or pair, or something is to be paid
class CouponNumber(Refusal): ...  # a ticket has no such coupon
class CouponSequence(Refusal): ...  # one before it is not used yet: fact coupon
class NoNetFare(Refusal): ...  # no stored fare stands under an agreement with a carrier
class NothingToExchange(Refusal): ...  # no stored fare is in exchange for a document
class ExchangeOutdated(Refusal): ...  # the document is no longer as it was when the exchange was priced
class PassengerDiffers(Refusal): ...  # from the one whose document it is
class CouponsCounted(Refusal): ...  # an involuntary exchange is coupon for coupon: fact coupons
class RefundChanged(Refusal):
    """What was shown is no longer what would be paid: it must be shown again."""


class NoChargeableService(Refusal): ...  # nothing the booking asks for is at a charge
class NoStoredService(Refusal): ...
class ServiceBought(Refusal): ...  # an EMD was issued for it
class ServiceUnconfirmed(Refusal): ...  # the airline has not said yes: fact number
class TicketNeeded(Refusal): ...  # an associated EMD needs an open coupon of a ticket: fact number
class PeriodClosed(Refusal):
    """The sales period of a document, or the one to be closed, is closed already: facts number, last."""


class NoSales(Refusal): ...  # nothing was issued, voided or refunded: fact date
