"""What was typed at a desk, to be recalled; kept nowhere else."""
import re
from collections import deque

from ..commands import Reply
from ..commands.help import ErrorHelp, HelpDisplay, HelpIndex
from ..errors import NothingToPage, PnrError
from .cards import hidden

MOST = 30
PASSWORD = re.compile(r"^(\W*(?:JI.*-|SI\W?(?:\d{5}|\d{4}[A-Z]{2})/|AI\W?[A-Z]/\w+/))\w+", re.M | re.I)


def covered(text: str) -> str:
    return PASSWORD.sub(r"\1****", hidden(text))


class Typed:
    """Transmissions, the newest first; numbers of cards and passwords are covered.

    `asked` is the last entry that did not ask for help, and what refused it.
    """

    def __init__(self) -> None:
        self.trying = ""
        self.asked: tuple[str, PnrError | None] = "", None
        self.texts: deque[str] = deque(maxlen=MOST)

    def note(self, text: str) -> None:
        self.texts.appendleft(covered(text.strip()))
        self.trying = text

    def forget(self) -> None:
        """The newest: it only asked for another."""
        self.texts.popleft()

    def back(self, count: int) -> str:
        """Raises NothingToPage where nobody typed so much."""
        if not 1 <= count <= len(self.texts):
            raise NothingToPage()
        return self.texts[count - 1]

    # ---- entries, one by one

    def tried(self, entry: str) -> str:
        self.trying = entry
        return entry

    def refused(self, error: PnrError) -> None:
        self.asked = covered(self.trying), error

    def carried_out(self, entry: str, reply: Reply) -> None:
        if not isinstance(reply, HelpIndex | HelpDisplay | ErrorHelp):
            self.asked = covered(entry), None
