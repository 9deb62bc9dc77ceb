"""One document of each kind as this release writes it; `python golden.py` adds those of new kinds.

Documents of earlier releases stay: whatever was stored once must be read for ever.
"""
import dataclasses
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pnr.values import documents

GOLDEN = Path(__file__).parent / "golden.jsonl"


def kinds() -> dict[str, type]:
    """Every kind there is, once every module that declares one is imported."""
    top = Path(documents.__file__).parents[1]
    for path in sorted(top.rglob("*.py")):
        if "@document(" in path.read_text(encoding="utf-8"):
            import_module(".".join(("pnr", *path.relative_to(top).with_suffix("").parts)))
    return dict(sorted(documents.KINDS.items()))


def golden() -> list[str]:
    return GOLDEN.read_text(encoding="utf-8").splitlines() if GOLDEN.exists() else []


def sample(hint: Any, depth: int = 0) -> Any:
    """A value of this annotation: every field filled, collections with one item."""
    arguments = [item for item in get_args(hint) if item is not NoneType]
    if get_origin(hint) is tuple:
        return tuple(sample(item, depth) for item in arguments if item is not Ellipsis)
    if arguments:
        return sample(arguments[0], depth)
    plain = {int: 7, str: "TEXT", bool: True, date: date(2026, 12, 10), Decimal: Decimal("1.5"), Any: "TEXT",
             datetime: datetime(2026, 12, 10, 9)}
    if hint in plain:
        return plain[hint]
    return build(hint, depth + 1) if dataclasses.is_dataclass(hint) and depth < 5 else None


def build(cls: Any, depth: int = 0) -> Any:
    """An instance of a class; of a base class, its first kind."""
    hints = get_type_hints(cls)
    return cls(**{item.name: sample(hints[item.name], depth) for item in dataclasses.fields(cls)})


def main() -> None:
    known = {json.loads(line)["kind"] for line in golden()}
    fresh = [documents.write(build(cls)) for kind, cls in kinds().items() if kind not in known]
    GOLDEN.write_text("".join(f"{line}\n" for line in [*golden(), *fresh]), encoding="utf-8")
    print(f"{len(fresh)} added", file=sys.stderr)


if __name__ == "__main__":
    main()
