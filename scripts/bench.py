"""Runs the measures and prints each with its floor, the ratio, and its quartiles; called by scripts/bench."""
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
NAMES = ("parse", "startup", "filing", "issuing", "booking", "crowd", "volume", "server", "memory", "availability",
         "shopping", "pricing", "loading")


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a measure.")
def bench(names: tuple[str, ...], as_json: bool) -> None:
    """Measure all, or what is named. A slow machine fails nothing; a wrong answer does."""
    with tempfile.TemporaryDirectory(prefix="pnr-bench-") as folder:
        os.environ |= {"XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder}
        wrong = [say(row, as_json) for name in names or NAMES for row in rows(name)]
    sys.exit(1 if any(wrong) else 0)


def rows(name: str) -> Iterator[dict]:
    """The measures of a module as they are taken, or why it could not take them."""
    try:
        yield from import_module(f"measures.{name}").measures()
    except (AssertionError, Exception) as error:  # the others go on
        yield {"name": name, "error": f"{type(error).__name__}: {error}"}


def say(row: dict, as_json: bool) -> bool:
    """Print a measure; whether it could not be taken."""
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
    elif "error" in row:
        click.echo(f"{row['name']}: {row['error']}")
    else:
        click.echo(f"{row['name']:68} {row['ours']:>12,.1f} {row['floor']:>12,.1f} {row['unit']:9} "
                   f"{row['ratio']:>8,.2f}  ({row['low']:,.2f} to {row['high']:,.2f}){judged(row)}")
    return "error" in row


def judged(row: dict) -> str:
    """Met only if the worse quartile is."""
    if not row.get("goal"):
        return ""
    return f"  goal {row['goal']:g}: {'met' if row['high'] <= row['goal'] else 'missed'}"


if __name__ == "__main__":
    bench()
