"""A long reply, cut into pages as its dialect cuts them."""
import re

from ..commands.paging import (
    AllPages,
    FirstPage,
    LastPage,
    NextPage,
    PreviousPage,
    RestOfPages,
    TurnPage,
    TurnToPage,
)
from ..errors import NothingToPage
from ..grammar.dialect import Page

NUMBERED = re.compile(r" ?(\d+)\.")


def numbered(lines: list[str]) -> set[int]:
    """The numbers that begin these lines."""
    return {int(found[1]) for line in lines if (found := NUMBERED.match(line))}


class Pages:
    """The lines last shown and where the page in view begins."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.first = 0
        self.page: Page | None = None

    def start(self, lines: list[str], page: Page) -> list[str]:
        self.lines, self.first, self.page = lines, 0, page
        return page.draw(lines, 0, page.rows)

    def turn(self, command: TurnPage) -> list[str]:
        """The lines of another page; raises NothingToPage where there is none."""
        page = self.page
        if not self.lines or page is None:
            raise NothingToPage()
        if isinstance(command, AllPages):
            return self.lines
        if isinstance(command, RestOfPages):
            return self.rest(page)
        first = self.place(command, page.rows)
        if not 0 <= first < len(self.lines):
            raise NothingToPage()
        self.first = first
        return page.draw(self.lines, first, page.rows)

    def rest(self, page: Page) -> list[str]:
        first = self.first + page.rows
        if first >= len(self.lines):
            raise NothingToPage()
        return self.lines[first:]

    def hidden(self) -> set[int]:
        """The numbers of elements that are on other pages than the one in view."""
        if self.page is None:
            return set()
        last = self.first + self.page.rows
        return numbered(self.lines) - numbered(self.lines[self.first:last])

    def place(self, command: TurnPage, rows: int) -> int:
        """Where the page asked for begins."""
        if isinstance(command, TurnToPage):
            return (command.page - 1) * rows
        last = (len(self.lines) - 1) // rows * rows
        places = {NextPage: self.first + rows, PreviousPage: self.first - rows, FirstPage: 0, LastPage: last}
        return places.get(type(command), self.first)
