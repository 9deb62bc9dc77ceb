"""Locators, ticket and card numbers: their forms and their check digits."""
from hashlib import blake2b

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
HALF = (1 << 15) - 1
ROUNDS = 4
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"


def to_locator(number: int, key: bytes) -> str:
    """A counter (0 to 2**30 - 1) through a keyed permutation: six characters of 32, no two alike."""
    left, right = number >> 15, number & HALF
    for turn in range(ROUNDS):
        left, right = right, left ^ _mix(turn, right, key)
    scrambled = left << 15 | right
    return "".join(ALPHABET[scrambled >> shift & 31] for shift in range(25, -1, -5))


def to_number(locator: str, key: bytes) -> int | None:
    """The counter behind a locator, or None when no locator looks so."""
    if len(locator) != 6 or not set(locator) <= set(ALPHABET):
        return None
    scrambled = 0
    for letter in locator:
        scrambled = scrambled << 5 | ALPHABET.index(letter)
    left, right = scrambled >> 15, scrambled & HALF
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _mix(turn, left, key), left
    return left << 15 | right


def _mix(turn: int, half: int, key: bytes) -> int:
    digest = blake2b(bytes((turn, half >> 8, half & 255)), digest_size=2, key=key).digest()
    return int.from_bytes(digest, "big") & HALF


def luhn(number: str) -> bool:
    """Whether the last digit of a card number fits the others (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def resident_id(number: str) -> bool:
    """Whether a Chinese resident number (18 characters) has its right check character (GB 11643)."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False))
    return ID_CHECKS[total % 11] == number[17].upper()


def masked(number: str, first: int = 0, last: int = 4) -> str:
    """A number with only its first and last characters left: XXXXXXXXXXXX1111."""
    hidden = max(len(number) - first - last, 0)
    return number[:first] + "X" * hidden + number[len(number) - last:]
