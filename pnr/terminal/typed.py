"""What was typed at a desk, to be recalled; kept nowhere else."""
from collections import deque

from ..errors import NothingToPage
from .cards import hidden

MOST = 30


class Typed:
    """Transmissions, the newest first; numbers of cards are covered."""

    def __init__(self) -> None:
        self.texts: deque[str] = deque(maxlen=MOST)

    def note(self, text: str) -> None:
        self.texts.appendleft(hidden(text.strip()))

    def forget(self) -> None:
        """The newest: it only asked for another."""
        self.texts.popleft()

    def back(self, count: int) -> str:
        """Raises NothingToPage where nobody typed so much."""
        if not 1 <= count <= len(self.texts):
            raise NothingToPage()
        return self.texts[count - 1]
