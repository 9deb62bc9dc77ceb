"""`pnr farecalc`: fare calculation lines read, checked and said as data, or written from it; no database is opened."""
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ..errors import EntryError
from ..fare_calc.checks import faults
from ..fare_calc.data import told
from ..fare_calc.from_data import NoLine, line_of
from ..fare_calc.reading import CalculationFault, read
from ..fare_calc.writing import write
from ..grammar.dialect import clean
from .parse import lines

TOGETHER = 16  # physical lines one calculation may be wrapped on
LONGEST = 4000
ENDED = re.compile(r"END(?![A-Z])")
Say = Callable[[str], None]
NOTHING: dict[str, Any] = {"components": [], "segments": [], "sum": None, "total": None, "currency": "", "roe": None,
                           "taxes": {}}


def explained(files: tuple[Path, ...], say: Say) -> bool:
    """Print an object for each calculation; whether all could be read and add up."""
    right = True
    for file in files or (Path("-"),):
        for text in calculations(lines(file)):
            found = explanation(text)
            right = right and found["ok"]
            say(json.dumps(found, ensure_ascii=False))
    return right


def explanation(text: str) -> dict[str, Any]:
    """What a line says; `at` and `code` of the first thing that is wrong with it, null when nothing is."""
    try:
        if len(text) > LONGEST:
            raise CalculationFault(LONGEST, "entry-too-long")
        cleaned = clean(text)
        line = read(cleaned)
    except CalculationFault as fault:
        return {"ok": False} | NOTHING | {"at": fault.at, "code": fault.code}
    except EntryError as error:
        return {"ok": False} | NOTHING | {"at": error.facts["at"], "code": error.code}
    wrong = next(faults(line), None)
    return {"ok": not wrong} | told(line) | {"at": wrong and wrong.at(cleaned), "code": wrong and wrong.code}


def calculations(found: Iterable[str]) -> Iterator[str]:
    """One from each line, or from several on which it was wrapped; blank lines and comments are left out."""
    kept = [line.rstrip("\r\n") for line in found]
    kept = [line for line in kept if line.strip() and not line.startswith("#")]
    while kept:
        count = wrapped(kept)
        yield " ".join(kept[:count])
        kept = kept[count:]


def wrapped(kept: list[str]) -> int:
    """On how many lines the first calculation stands: as many as it takes to its END, if together they can be read."""
    count = next((place for place, line in enumerate(kept[:TOGETHER], 1) if ENDED.search(line.upper())), 1)
    if count > 1:
        try:
            read(" ".join(kept[:count]).upper())
        except CalculationFault:
            return 1
    return count


def rendered(files: tuple[Path, ...], say: Say) -> bool:
    """Print the line that each object tells of; whether all tell of one."""
    complete = True
    for file in files or (Path("-"),):
        for text in (each.strip() for each in lines(file)):
            said = rendering(text) if text else ""
            complete = complete and not said.startswith("#")
            say(said)
    return complete


def rendering(text: str) -> str:
    try:
        line = line_of(json.loads(text))
        written = write(line)
        if read(written) == line:
            return written
        return f"# cannot say: {written} would be read otherwise"
    except (NoLine, ValueError, TypeError) as error:
        return f"# cannot say: {error}"
    except CalculationFault as fault:
        return f"# cannot say: {written} cannot be read at {fault.at}"
