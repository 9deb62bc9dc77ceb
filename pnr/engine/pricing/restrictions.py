"""What an agent will not have of a fare, in the letters it is asked with: no rules are needed to read that."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conditions import Conditions

WORDS = ("NPE", "NAP", "NMN", "NMX", "RF", "BD")


@dataclass(frozen=True)
class Restrictions:
    """NPE no penalty, NAP no advance purchase, NMN no minimum and NMX no maximum stay, RF refundable, BD not the basic
    kind, which neither changes nor comes back; with - in front the contrary."""

    names: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Restrictions:
        return cls(tuple(part.lstrip("*") for part in text.split(",")))

    def written(self) -> str:
        return ",".join(self.names)

    def fit(self, fare: Conditions) -> bool:
        return all(fare.has(name.lstrip("-")) is not name.startswith("-") for name in self.names)
