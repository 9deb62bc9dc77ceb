"""Units agents ask to have converted: distance, temperature, weight, length."""
from decimal import Decimal
from fractions import Fraction

from ..errors import EntryError

MILE, POUND, INCH = Fraction(1609344, 1000000), Fraction(45359237, 100000000), Fraction(254, 100)
FACTORS = {"KM": 1 / MILE, "MK": MILE, "KP": 1 / POUND, "PK": POUND, "CI": 1 / INCH, "IC": INCH}
NAMES = {
    "KM": ("KM", "MILES"), "MK": ("MILES", "KM"), "KP": ("KG", "LB"), "PK": ("LB", "KG"), "CI": ("CM", "IN"),
    "IC": ("IN", "CM"), "FC": ("F", "C"), "CF": ("C", "F"),
}
WORDS = {"KM": "KM", "MI": "MK", "KG": "KP", "LB": "PK", "CM": "CI", "IN": "IC", "F": "FC", "C": "CF",
         "K": "MK", "M": "KM"}  # by the unit converted; one letter asks for kilometres or miles


class Measure(str):
    """Two letters, the first of what is given and of what is wanted: KM into miles, FC into Celsius."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> "Measure":
        """The two letters, or the unit the amount is in; raises EntryError."""
        found = text if text in NAMES and text != "KM" else WORDS.get(text, "")
        if not found:
            raise EntryError(text=text)
        return cls(found)

    @property
    def names(self) -> tuple[str, str]:
        """Of the unit given and of the unit wanted."""
        return NAMES[self]

    def convert(self, amount: Decimal) -> Decimal:
        exact = Fraction(amount)
        if self in FACTORS:
            exact *= FACTORS[self]
        else:
            exact = (exact - 32) * Fraction(5, 9) if self == "FC" else exact * Fraction(9, 5) + 32
        hundredths = round(exact * 100)
        return Decimal(hundredths).scaleb(-2)
