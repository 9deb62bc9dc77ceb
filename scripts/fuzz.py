"""Reads a great many entries nobody would type; prints each kind of fault once, with the text that makes it."""
import sys
import time
import traceback
from collections import Counter

import click
from grammar.fuzzing import Fuzzer, judge

from pnr.grammar.dialect import NAMES, Dialect, load

SLOW = 1.0  # seconds for one text


@click.command()
@click.option("--number", default=200_000, help="Texts for each dialect.")
@click.option("--seed", default=1, help="The same seed gives the same texts.")
@click.option("--dialect", "names", type=click.Choice(NAMES), multiple=True, help="All of them unless named.")
def fuzz(number: int, seed: int, names: tuple[str, ...]) -> None:
    """Every text must be read or refused, in time."""
    failed = sum(tried(load(name), number, seed) for name in names or NAMES)
    sys.exit(1 if failed else 0)


def tried(dialect: Dialect, number: int, seed: int) -> int:
    """How many texts were neither read nor refused."""
    faults: Counter[str] = Counter()
    read, begun = 0, time.perf_counter()
    made = Fuzzer(dialect, seed).texts(number)
    with click.progressbar(made, length=number, label=dialect.name, file=sys.stderr) as texts:
        for at, text in enumerate(texts):
            started = time.process_time()
            try:
                read += judge(dialect, text, again=at % 100 == 0)
            except Exception as error:
                report(faults, kind(error), text)
            if time.process_time() - started > SLOW:
                report(faults, "slow", text)
    spent = time.perf_counter() - begun
    click.echo(f"{dialect.name}: {number} texts, {read} read, {faults.total()} faults, {spent:.0f} s, seed {seed}")
    return faults.total()


def kind(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno}"


def report(faults: Counter[str], fault: str, text: str) -> None:
    faults[fault] += 1
    if faults[fault] == 1:
        click.echo(f"{fault}: {text[:200]!r}")


if __name__ == "__main__":
    fuzz()
