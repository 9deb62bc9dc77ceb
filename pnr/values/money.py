"""Money: whole units of a currency's smallest coin, never a fraction of one."""
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .documents import document

WITHOUT_MINOR = frozenset("JPY KRW XAF XOF XPF CLP VND ISK".split())  # ISO 4217
THREE_DIGITS = frozenset("KWD BHD OMR JOD TND LYD IQD".split())
CURRENCIES = frozenset("""
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split())  # ISO 4217


def digits(currency: str) -> int:
    """How many decimals a currency is written with."""
    return 0 if currency in WITHOUT_MINOR else 3 if currency in THREE_DIGITS else 2


@document("money")
@dataclass(frozen=True, order=True)
class Money:
    """`minor` counts the smallest unit: Money(123400, "CNY") is CNY 1234.00."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> "Money":
        """From a decimal amount, half up to the smallest unit."""
        scaled = Decimal(amount).scaleb(digits(currency)).quantize(Decimal(1), ROUND_HALF_UP)
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return other

    def __str__(self) -> str:
        """1234.00, as many decimals as the currency has."""
        return f"{self.amount:.{digits(self.currency)}f}"


def total(items: list[Money], currency: str) -> Money:
    return sum(items, Money(0, currency))
