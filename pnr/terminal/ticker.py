"""What is due gets done while nobody types."""
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

from ..errors import PnrError

EVERY = 5.0  # seconds
LOG = logging.getLogger("pnr")


class Ticker:
    """Does every few seconds what is due at a host, as long as its clock is the system's.

    `host` gives it once there is one. What a tick cannot do now the next one does: the agent hears of a store out of
    reach at the next entry.
    """

    def __init__(self, host: Callable[[], Any], every: float = EVERY):
        self.host, self.every = host, every
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self) -> None:
        try:
            while not self.over.wait(self.every):
                self.tick(self.host())
        except Exception:
            LOG.exception("what is due is left to the next entry")

    def tick(self, host: Any) -> None:
        if host is not None and host.clock.standing is None:
            with suppress(PnrError):
                host.tick()

    def __enter__(self) -> "Ticker":
        self.thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing ticks any more once the prompt is left."""
        self.over.set()
        self.thread.join()
