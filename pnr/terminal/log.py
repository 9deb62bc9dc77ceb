"""What the house logs of its own faults: one line each on stderr, with the traceback under PNR_DEBUG=1."""
import logging
import os
import sys


class OneLine(logging.Formatter):
    """Says what failed and how it is called; what was typed and what it held stays out."""

    def format(self, record: logging.LogRecord) -> str:
        if os.environ.get("PNR_DEBUG"):
            return super().format(record)
        kind = record.exc_info[0] if record.exc_info else None
        return f"pnr: {record.getMessage()}{f' ({kind.__name__})' if kind else ''}"


class Stderr(logging.Handler):
    """The stderr of the moment, as tests and shells redirect it."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr, flush=True)


def start() -> None:
    log = logging.getLogger("pnr")
    if not log.handlers:
        handler = Stderr()
        handler.setFormatter(OneLine())
        log.addHandler(handler)
