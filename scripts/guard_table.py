#!/usr/bin/env python3
"""Prints the table of what each duty may do; --write puts it into GUARDS.md."""
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "GUARDS.md"
sys.path.insert(0, str(TOP))
TITLE = """# Who may do what

Some entries ask for a duty, in every dialect alike: where a cell is empty the host refuses (`NOT AUTHORISED`,
`AUTHORITY`) and changes nothing. What is not listed is open to everybody who is signed in. This page is written by
`scripts/guard_table.py --write` from `pnr/data/guards.csv`, and the tests try every cell of it at a desk.

"""


def named(guard) -> str:
    return " ".join(f"`{entry}`" for entry in guard.entries.split(";"))


def page() -> str:
    from pnr.engine.guards import DUTIES, guards

    rows = [f"| {each.what} | {named(each)} | "
            + " | ".join("yes" if duty in each.duties else "" for duty in DUTIES) + " |" for each in guards().values()]
    return TITLE + "\n".join([f"| when | entries | {' | '.join(DUTIES)} |", "|---|---|" + "---|" * len(DUTIES),
                              *rows]) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
