"""Documents of older schemas as today's: for each schema that was left, a function on the plain document.

Fields that are only added need nothing here, since a field at its default is left out. A function takes the document as
JSON has it, kinds and all, and gives it back as the next schema has it; it sees sealed fields sealed.
"""
import json
from collections.abc import Callable

from ..errors import NewerSchema

SCHEMA = 1
UPCASTS: dict[int, Callable[[dict], dict]] = {}  # from this schema to the next


def upcast(text: str) -> str:
    """A document in today's schema; one without a number is of the first. Raises NewerSchema for one of tomorrow's."""
    held = json.loads(text)
    schema = held.pop("schema", 1)
    if schema > SCHEMA:
        raise NewerSchema(reason=f"a document of schema {schema}, where {SCHEMA} is known")
    for step in range(schema, SCHEMA):
        held = UPCASTS[step](held)
    return json.dumps({"schema": SCHEMA, **held}, separators=(",", ":"), ensure_ascii=False)
