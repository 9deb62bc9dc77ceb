"""A plain screen for any reply, used until a dialect draws its own."""
from dataclasses import fields

from tabulate import tabulate

from ..commands import Reply


def plain(reply: Reply) -> str:
    """Field by field, one a line."""
    rows = [(item.name.upper(), str(getattr(reply, item.name))) for item in fields(reply)]  # type: ignore[arg-type]
    return tabulate(rows, tablefmt="plain")
