"""Channels nobody operates here: short messages and printed papers as files in a folder that says it is simulated."""
from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ..store.outbox import Letter as Kept
from .letters import SMS, Letter
from .sending import SENT, WAITS, Outcome

GSM = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                "¿abcdefghijklmnopqrstuvwxyzäöñüà")  # the basic alphabet of GSM 03.38, a character a septet
ONE, PART = {True: 160, False: 70}, {True: 153, False: 67}  # characters of one message, and of each of several


@dataclass(frozen=True)
class Spool:
    """One file a letter under a name of its own, there once however often it is written."""

    folder: Path

    def __call__(self, kept: Kept, letter: Letter, mark: str) -> Outcome:
        file = self.folder / kept.kind / f"{mark}.txt"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            written = file.with_suffix(f".{os.getpid()}")
            written.write_text(text(kept, letter), encoding="utf-8")
            os.replace(written, file)
        except OSError as error:
            return Outcome(WAITS, type(error).__name__)
        return Outcome(SENT)


def text(kept: Kept, letter: Letter) -> str:
    lines = [f"SIMULATED {'SHORT MESSAGE' if kept.kind == SMS else 'PRINTER'} - NOTHING LEFT THIS MACHINE",
             f"TO: {letter.to}", f"AT: {kept.at.isoformat(timespec='seconds')}"]
    if kept.kind == SMS:
        plain = gsm(letter.text)
        lines.append(f"SEGMENTS: {segments(letter.text)} ({'GSM-7' if plain else 'UCS-2'})")
    return "\n".join([*lines, "", letter.text, ""])


def gsm(message: str) -> bool:
    return set(message) <= GSM


def segments(message: str) -> int:
    """How many short messages a text takes: 160 characters or 153 each, 70 or 67 where one is not of the alphabet."""
    plain = gsm(message)
    size = len(message) if plain else len(message.encode("utf-16-le")) // 2
    return 1 if size <= ONE[plain] else -(-size // PART[plain])
