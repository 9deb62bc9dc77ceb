"""Sums are worked out as they are written, or not at all."""
from decimal import Decimal, DivisionByZero
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnr.errors import EntryError
from pnr.values.arithmetic import DEEPEST, Expression
from pnr.values.units import NAMES, Measure

NUMBERS = st.integers(0, 10**6).map(str)
SUMS = st.recursive(NUMBERS, lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
    lambda parts: "({}{}{})".format(*parts)), max_leaves=12)


@given(SUMS)
def test_as_python_reckons(text):
    try:
        assert Expression.read(text).value() == eval(text)  # noqa: S307 (digits, signs and brackets)
    except EntryError:
        assert text.count("(") > DEEPEST


@pytest.mark.parametrize("text, value", [
    ("386P10", "38.6"), ("50;40", "90"), ("2-3*4", "-10"), ("(2-3)*4", "-4"), ("-(2;3)", "-5"), ("8/4/2", "1")])
def test_signs_of_the_trade(text, value):
    assert Expression.read(text).value() == Decimal(value)


@pytest.mark.parametrize("text", ["", "5;", "*5", "(5", "5)", "()", "1234567890123", "1.1234567", "--5", "5 A"])
def test_no_sum(text):
    with pytest.raises(EntryError):
        Expression.read(text)


def test_nothing_is_divided_by_nothing():
    with pytest.raises(DivisionByZero):
        Expression.read("5/(3-3)").value()


@pytest.mark.parametrize("measure", sorted(NAMES))
def test_there_and_back(measure):
    """To a hundredth of either unit."""
    there = Measure(measure).convert(Decimal(100))
    assert abs(Fraction(Measure(measure[::-1]).convert(there)) - 100) <= Fraction(3, 100)
