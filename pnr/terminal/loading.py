"""`pnr load`: files of several kinds into the host, each file whole or not at all."""
from collections.abc import Callable
from pathlib import Path

from ..engine.store.weight import Weight
from .host import Host


def messages(host: Host, text: str) -> str:
    """SSM and ASM; whoever holds seats that do not fly any more is told at once."""
    from ..engine.rescheduling import carry_out
    from ..engine.schedule.messages import read

    found = read(text, host.clock().date())
    legs = host.store.transact(Weight.FILE, lambda session, _: carry_out(
        session, host.world.timetable, found, host.clock()))
    host.tick()
    return f"{len(found)} messages, {legs} legs"


KINDS: dict[str, Callable[[Host, str], str]] = {"messages": messages}


def loaded(host: Host, kind: str, file: Path) -> str:
    """What was done, in a line; raises ValueError with the file's name and the place in it."""
    try:
        return f"{file}: {KINDS[kind](host, file.read_text(encoding='utf-8-sig'))}"
    except UnicodeDecodeError as error:
        raise ValueError(f"{file}: not UTF-8 ({error.reason})") from None
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None
