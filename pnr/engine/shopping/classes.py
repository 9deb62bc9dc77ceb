"""Which classes of a flight may be bought: those with enough seats, in the cabins asked for."""
from collections.abc import Collection

from ..inventory.nesting import Counts
from ..pricing import filed

SAME = {"M": "Y"}  # economy has two letters
CABINS = "FCWY"


def cabin_of(letter: str) -> str:
    """The cabin a class is sold in; of one nobody filed, economy."""
    known = filed.classes().get(letter)
    return known.cabin if known else "Y"


def cabin(letter: str) -> str:
    """F, C, W or Y, as agents call them."""
    return SAME.get(letter, letter)


def buyable(counts: Counts, seats: int, cabins: Collection[str] = ()) -> tuple[str, ...]:
    """The classes that have so many seats left, the highest first; 0 seats: all there are."""
    return tuple(letter for letter in filed.classes() if letter in counts and (not seats or counts[letter] >= seats)
                 and (not cabins or cabin_of(letter) in cabins))
