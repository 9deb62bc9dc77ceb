"""Requests and answers as signed JSON: a request's number is sealed, each answer carries its own signature."""
import json
from dataclasses import fields, replace
from typing import Any, TypeVar

from ..errors import PaymentNotVerified
from .protocol import OPERATIONS, Answer, Request
from .signing import Keyring

SIGNATURE = "Pnr-Signature"
T = TypeVar("T", Request, Answer)


def written(value: Request | Answer) -> bytes:
    return json.dumps(vars(value), sort_keys=True, separators=(",", ":")).encode()


def read(kind: type[T], text: bytes | str) -> T:
    """Raises ValueError for what is none of this kind."""
    found = json.loads(text)
    known = {item.name: item.type for item in fields(kind)}
    if not isinstance(found, dict) or not found.keys() <= known.keys():
        raise ValueError("not of this protocol")
    if any(type(value) is not known[name] for name, value in found.items()):
        raise ValueError("not of this protocol")
    try:
        return kind(**found)
    except TypeError as error:
        raise ValueError(str(error)) from error


def sealed(request: Request, keys: Keyring) -> bytes:
    number = keys.seal(request.number) if request.number else ""
    return written(replace(request, number=number))


def opened(text: bytes, keys: Keyring) -> Request:
    """Raises ValueError for what is no request, or sealed for somebody else."""
    found = read(Request, text)
    if found.operation not in OPERATIONS or not found.key:
        raise ValueError("not of this protocol")
    return replace(found, number=keys.opened(found.number)) if found.number else found


def signed(answers: list[Answer], keys: Keyring, forged: bool = False) -> bytes:
    """`forged` is signed for another text, as somebody would who has no key."""
    said: list[dict[str, Any]] = []
    for each in answers:
        text = written(each)
        said.append({"answer": text.decode(), "signature": keys.sign(b"forged" if forged else text)})
    return json.dumps({"answers": said}).encode()


def verified(text: bytes, request: Request, keys: Keyring) -> tuple[Answer, ...]:
    """The answers to this request; raises PaymentNotVerified for one that is not signed, or to something else."""
    try:
        said = json.loads(text)["answers"]
        found = [(each["answer"], each["signature"]) for each in said]
        if not found or not all(keys.verified(body.encode(), signature) for body, signature in found):
            raise PaymentNotVerified()
        answers = tuple(read(Answer, body) for body, _ in found)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PaymentNotVerified() from None
    if any((each.operation, each.key) != (request.operation, request.key) for each in answers):
        raise PaymentNotVerified()
    return answers
