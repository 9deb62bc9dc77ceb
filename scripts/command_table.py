#!/usr/bin/env python3
"""Prints the README's tables of entries from the examples above the grammars' rules; --write puts them there."""
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
README = TOP / "ENTRIES.md"
sys.path.insert(0, str(TOP))
TITLE = """# Entries

Every entry below stands above its grammar rule as an example; the desk's help (`HE`, `HELP`) shows the same lines, and
the tests read each of them. This page is written by `scripts/command_table.py --write`.
"""


def tables() -> str:
    from pnr.grammar.dialect import NAMES, load

    return TITLE + "\n".join(f"\n## {name}\n\n{table(load(name))}" for name in NAMES)


def table(dialect) -> str:
    rows = [f"| {example.family} | `{escaped(example.entry)}` | {escaped(example.meaning)} |"
            for example in dialect.reader.examples]
    return "\n".join(["| family | entry | what it does |", "|---|---|---|", *rows]) + "\n"


def escaped(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        README.write_text(tables(), encoding="utf-8")
    else:
        print(tables(), end="")
