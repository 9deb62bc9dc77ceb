"""Zap off: an amount or a percentage taken from a price that was constructed."""
from dataclasses import dataclass, replace
from decimal import Decimal

from .built import Built
from .construct import Solution
from .quote import ZapOff
from .rounding import truncated

NOTHING = Decimal(0)


def zapped(solution: Solution, off: ZapOff, roe: Decimal | None) -> Solution:
    """The same fares for less; an amount, in money of the journey's start, is taken from each in proportion."""
    whole = sum((built.value for built in solution.components), NOTHING)
    wanted = whole * off.amount / 100 if off.percent else off.amount / (roe or 1)
    return Taking(solution, off, min(truncated(wanted), whole), whole).done()


@dataclass(frozen=True)
class Taking:
    solution: Solution
    off: ZapOff
    wanted: Decimal
    whole: Decimal

    def done(self) -> Solution:
        """Each component's part is cut to two decimals; the last bears what is left."""
        left, made = self.wanted, {}
        for built in self.solution.components:
            last = built is self.solution.components[-1]
            part = left if last else truncated(self.wanted * built.value / (self.whole or 1))
            left -= part
            made[id(built)] = self.reduced(built, part)
        return replace(self.solution, units=tuple(tuple(made[id(built)] for built in unit)
                                            for unit in self.solution.units))

    def reduced(self, built: Built, part: Decimal) -> Built:
        basis = f"{built.fare_basis}/{self.off.designator}" if self.off.designator else built.fare_basis
        return replace(built, value=max(built.value - part, NOTHING), fare_basis=basis)
