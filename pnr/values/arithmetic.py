"""Sums an agent has the host work out: 50+40, (8+3)*4, 386P10 (ten per cent of 386)."""
import re
from contextlib import suppress
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from operator import add, mul, sub

from ..errors import EntryError

TOKEN = re.compile(r"\d{1,12}(?:\.\d{1,6})?|[-+*/P()]")
DEEPEST = 20  # brackets inside brackets
PRECISION = 30
SUMS = {"+": add, "-": sub}
PRODUCTS = {"*": mul, "/": lambda one, other: one / other, "P": lambda one, other: one * other / 100}


class Expression(str):
    """Kept with signs that are the same everywhere; a number has up to twelve digits and six decimals."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> "Expression":
        """`;` adds where it can be no sum of its own; raises EntryError where it cannot be worked out."""
        found = cls(text.replace(" ", "").replace(";", "+"))
        with suppress(DivisionByZero, InvalidOperation):  # what divides by nothing is a sum; its answer is a refusal
            found.value()
        return found

    def written(self) -> str:
        """As agents type it whose hosts add with a semicolon."""
        return self.replace("+", ";")

    @property
    def tokens(self) -> list[str]:
        found = TOKEN.findall(self)
        if "".join(found) != self:
            raise EntryError(text=str(self))
        return found

    def value(self) -> Decimal:
        """Raises DivisionByZero or InvalidOperation (nothing by nothing)."""
        left = self.tokens[::-1]
        with localcontext(prec=PRECISION):
            found = total(left, 0)
        if left:
            raise EntryError(text=str(self))
        return found


def total(left: list[str], depth: int) -> Decimal:
    """Products added up; takes its tokens from the end of the list."""
    return chain(left, SUMS, lambda: chain(left, PRODUCTS, lambda: factor(left, depth)))


def chain(left: list[str], signs: dict, part) -> Decimal:
    found = part()
    while left and left[-1] in signs:
        found = signs[left.pop()](found, part())
    return found


def factor(left: list[str], depth: int) -> Decimal:
    """A number, a bracket, or one of them with a minus; raises EntryError."""
    sign = left.pop() if left else ""
    if sign == "-" and left and left[-1] != "-":
        return -factor(left, depth)
    if sign == "(" and depth < DEEPEST:
        found = total(left, depth + 1)
        if left and left.pop() == ")":
            return found
    elif sign and sign[0].isdigit():
        return Decimal(sign)
    raise EntryError()
