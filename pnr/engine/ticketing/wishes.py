"""What is wanted with documents once they are paid for."""
from dataclasses import dataclass

from ...values.documents import document, personal


@document("wish")
@dataclass(frozen=True)
class Wish:
    """Receipts by mail: to this address, or to each traveller's own, or to `everyone`'s there is."""

    language: str
    everyone: bool = False
    address: str = personal(default="")
