"""`pnr load`: files of several kinds into the host, each file whole or not at all."""
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..engine.store.weight import Weight
from .host import Host


def messages(host: Host, file: Path) -> str:
    """SSM and ASM; whoever holds seats that do not fly any more is told at once."""
    from ..engine.rescheduling import carry_out
    from ..engine.schedule.messages import read

    try:
        found = read(file.read_text(encoding="utf-8-sig"), host.clock().date())
    except UnicodeDecodeError as error:
        raise ValueError(f"{file}: not UTF-8 ({error.reason})") from None
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None
    legs = host.store.transact(Weight.FILE, lambda session, _: carry_out(
        session, host.world.timetable, found, host.clock()))
    host.tick()
    return f"{len(found)} messages, {legs} legs"


def filed(kind: str) -> Callable[[Host, Path], str]:
    """Rows of a kind that pricing asks for; raises FileFault."""

    def load(host: Host, file: Path) -> str:
        from ..engine.tariff.loading import load, unruled

        with progress(file) as told:
            done = load(host.store, file, kind, host.world.places, told)
        if done.known:
            return f"loaded already as filing {done.filing}, nothing changed"
        for rule in unruled(host.store, done):
            click.echo(f"{file}: no rule {rule}: its fares cannot be used before it is loaded", err=True)
        return f"{done.rows:,} {done.name}, filing {done.filing}"

    return load


@contextmanager
def progress(file: Path) -> Iterator[Callable[[int], object] | None]:
    """A bar of the bytes read, where somebody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=file.stat().st_size, label=file.name, file=sys.stderr) as bar:
        yield bar.update


TARIFF = ("fares", "rules", "routings", "taxes", "rates", "agreements", "services")
KINDS: dict[str, Callable[[Host, Path], str]] = {"messages": messages} | {kind: filed(kind) for kind in TARIFF}


def loaded(host: Host, kind: str, file: Path) -> str:
    """What was done, in a line; raises ValueError with the file's name and the place in it."""
    return f"{file}: {KINDS[kind](host, file)}"
