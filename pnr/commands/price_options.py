"""What may be asked of a price: for whom, of which flights, by whose fares, where, when and for how much less."""
from dataclasses import dataclass

from ..engine.pricing.conditions import Restrictions
from ..engine.pricing.quote import ZapOff
from ..errors import EntryError
from ..values.dates import DayMonth
from ..values.spans import Span


class Kind(str):
    """PAX without infants, INF only those, or a passenger type; CH and IN are what fare bases call them."""

    @classmethod
    def read(cls, text: str) -> "Kind":
        return cls({"CH": "CHD", "IN": "INF"}.get(text, text))


SORTS = {"U": "private", "P": "published", "NEGO": "negotiated", "UP": "", "NETT": "private", "NFD": "private"}


class Tariffs(str):
    """published or private fares only, as U and P ask for; negotiated ones are private; nothing is both."""

    @classmethod
    def read(cls, text: str) -> "Tariffs":
        return cls(SORTS[text])


class CabinAsked(str):
    """F, C, W or Y; M is another letter of economy."""

    @classmethod
    def read(cls, text: str) -> "CabinAsked":
        return cls({"M": "Y"}.get(text, text))


@dataclass(frozen=True)
class Spot(Span):
    """Segments 3-5; or 3 with S or X: at the end of segment 3 is a stopover, or a connection, whatever its time."""

    stop: str = ""

    @classmethod
    def read(cls, text: str) -> "Spot":
        mark = text[-1] if text[-1] in "SX" else ""
        first, _, last = text.removesuffix(mark).partition("-")
        return cls(int(first), int(last or first), mark)

    def written(self) -> str:
        return super().written() + self.stop


@dataclass(frozen=True)
class BasesAsked:
    """L3-VKX/L4-QKX: a fare basis for each of these segments."""

    pairs: tuple[tuple[int, str], ...] = ()

    @classmethod
    def read(cls, text: str) -> "BasesAsked":
        """Raises EntryError for a segment named twice."""
        parts = [part.removeprefix("L").partition("-") for part in text.split("/")]
        if len({number for number, _, _ in parts}) < len(parts):
            raise EntryError()
        return cls(tuple((int(number), basis) for number, _, basis in parts))

    def written(self) -> str:
        return "/".join(f"L{number}-{basis}" for number, basis in self.pairs)


@dataclass(frozen=True)
class SoldIn:
    """LON.FRA: sold in the one city and ticketed in the other; .FRA sold here."""

    sale: str = ""
    ticketing: str = ""

    @classmethod
    def read(cls, text: str) -> "SoldIn":
        sale, _, ticketing = text.partition(".")
        return cls(sale, ticketing)

    def written(self) -> str:
        return f"{self.sale}.{self.ticketing}"


@dataclass(frozen=True)
class PriceOptions:
    """For which passengers and segments, and on what terms.

    `types` are passenger types to price them as, `only` of which none may fall back on the adult's fare. `validating`,
    `currency` and `sold` other than usual; fares of these `accounts` besides, or of one sort of `tariffs` only; a fare
    basis for all segments, one for each in order, or `by_segment`; one `assigned` whatever class is booked. `untaxed`:
    exempt of all taxes; `exempt`, `withheld`, `added` are some, by code or country. Priced as of a `date` of ticketing;
    as if booked in `booking_class`, or in the lowest class of a `cabin`, or of any. `governing` names the carrier whose
    fares to use where it flies along. A fare must end after segments `breaks` and turn after `turn`, and must not end
    after `unbroken`. `zap` is taken off. `lowest` is the one fare usually shown, `listed` a list of them.
    """

    passengers: tuple[Span, ...] = ()
    segments: tuple[Spot, ...] = ()
    kind: Kind = Kind("")
    types: tuple[Kind, ...] = ()
    only: bool = False
    validating: str = ""
    currency: str = ""
    sold: SoldIn | None = None
    accounts: tuple[str, ...] = ()
    tariffs: Tariffs = Tariffs("")
    bases: tuple[str, ...] = ()
    by_segment: BasesAsked | None = None
    assigned: str = ""
    untaxed: bool = False
    exempt: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    date: DayMonth | None = None
    booking_class: str = ""
    cabin: CabinAsked = CabinAsked("")
    any_cabin: bool = False
    governing: str = ""
    restrictions: Restrictions = Restrictions()
    breaks: tuple[Span, ...] = ()
    turn: int | None = None
    unbroken: tuple[Span, ...] = ()
    zap: ZapOff | None = None
    family: str = ""
    lowest: bool = False
    listed: bool = False

    @property
    def chooses(self) -> bool:
        """Whether some fares that are filed will not do."""
        return bool(self.tariffs or self.bases or self.by_segment or self.assigned or self.restrictions.names
                    or self.breaks or self.turn or self.unbroken or self.family or self.booking_class or self.only)


@dataclass(frozen=True)
class PassengerGroup(PriceOptions):
    """A second group of passengers of one entry, on terms of its own."""
