"""Card numbers in what the program writes: only documented test numbers are shown whole."""
import re

from ..gateway.behaviour import CARDS
from ..values.numbers import luhn, masked

TEST_NUMBERS = frozenset((
    *CARDS,
    "4111111111111111", "4012888888881881", "4222222222222",
    "5555555555554444", "5105105105105100", "2223003122003222", "378282246310005", "371449635398431",
    "30569309025904", "38520000023237", "6011111111111117", "6011000990139424", "3530111333300000", "6200000000000005",
))
# Thirteen digits are a document's number, unless a card vendor's letters stand before them.
DIGITS = re.compile(r"(?<!\d)(\d{12}|\d{14,19}|(?<=VI)\d{13})(?!\d)")


def hidden(text: str) -> str:
    """The text with every real card number masked but for its last four digits."""
    return DIGITS.sub(lambda found: masked(found[1]) if is_card(found[1]) else found[1], text)


def is_card(number: str) -> bool:
    return number[0] in "23456" and number not in TEST_NUMBERS and luhn(number)
