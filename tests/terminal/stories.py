"""Plays transcripts on a fresh host each and prints what came of it as JSON: for other hash seeds, in another process.

    python stories.py FILE...
"""
import json
import sys
from pathlib import Path

import pnr
from pnr.terminal.batch import Check, Tally, play, read, spoken
from pnr.terminal.player import Outcome, Player, Seat

NOW = "2026-12-01T09:00Z"


class Heard(Check):
    """A check that also gathers the codes of refusals."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.codes: set[str] = set()
        super().__init__(self.said.append)

    def step(self, step, tally):
        if isinstance(step, Outcome) and (error := step.answer.error):
            self.codes.update([error.code, *(error.facts["missing"] if error.code == "incomplete" else ())])
        return super().step(step, tally)


def told(path: Path, url: str = "sqlite://") -> dict:
    """What differs, what the audit finds, the digest at the end, the codes that were refused with."""
    heard = Heard()
    with pnr.open(url, now=NOW) as host:
        player = Player(host, Seat(spoken(path) or "amadeus"))
        play(player, read(path, whole=True), heard, Tally())
        faults = host.check()
        player.leave()
        return {"differs": heard.said, "audit": faults + host.check(), "digest": host.digest(),
                "codes": sorted(heard.codes)}


if __name__ == "__main__":
    print(json.dumps({path: told(Path(path)) for path in sys.argv[1:]}))
