"""Passengers and their infants, and what every element of a booking is."""
from dataclasses import dataclass, field
from datetime import date

from ...values.documents import document, personal


@document("element")
@dataclass(frozen=True)
class Element:
    tattoo: int = field(default=0, kw_only=True)


@document("infant")
@dataclass(frozen=True)
class Infant:
    """On an adult's lap: no seat, a ticket of its own; `surname` None is the adult's."""

    given: str = ""
    surname: str | None = None
    born: date | None = personal(default=None)


@document("name")
@dataclass(frozen=True)
class Name(Element):
    """A passenger with a seat; a Chinese name is a surname alone, `typed` shows an ADT that was keyed."""

    surname: str
    given: str = ""
    title: str | None = None
    type: str = "ADT"
    born: date | None = personal(default=None)
    infant: Infant | None = None
    typed: bool = False
    identity: str = personal(default="")  # what identifies the passenger to somebody: (IDtext)

    @property
    def text(self) -> str:
        """SURNAME/GIVEN TITLE, or a Chinese name as one word."""
        name = f"{self.surname}/{self.given}" if self.given else self.surname
        return f"{name} {self.title}" if self.given and self.title else name

    @property
    def infant_text(self) -> str:  # SURNAME/GIVEN of the infant, or a Chinese name as one word
        name = f"{self.infant.surname or self.surname}/{self.infant.given}" if self.infant else ""
        return name if name.isascii() else name.removesuffix("/")
