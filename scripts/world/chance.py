"""Choices that look free and are always the same: a hash of what is chosen for."""
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def chance(*parts: object) -> float:
    """A number in [0, 1) that depends on the parts and on nothing else."""
    digest = blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def between(low: int, high: int, step: int, *parts: object) -> int:
    """One of low, low + step, ... up to high."""
    return low + step * int(chance(*parts) * ((high - low) // step + 1))


def pick(choices: Sequence[T], *parts: object) -> T:
    return choices[int(chance(*parts) * len(choices))]
