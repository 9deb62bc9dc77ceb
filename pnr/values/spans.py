"""Element and passenger numbers as agents list them: 5, or 7-11."""
from collections.abc import Iterator
from dataclasses import dataclass

from .documents import document


@document("span")
@dataclass(frozen=True)
class Span:
    first: int
    last: int

    @classmethod
    def read(cls, text: str) -> "Span":
        first, _, last = text.partition("-")
        return cls(int(first), int(last or first))

    def written(self) -> str:
        """What `read` reads."""
        return f"{self.first}-{self.last}" if self.last != self.first else str(self.first)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))


def numbers(spans: tuple[Span, ...]) -> list[int]:
    """Every number listed, once, as typed."""
    return list(dict.fromkeys(number for span in spans for number in span))
