"""A long reply, cut into pages as its dialect cuts them."""
import re
from dataclasses import dataclass

from ..commands import Command
from ..commands.availability import MoreFlights
from ..commands.paging import (
    AllPages,
    FirstPage,
    LastPage,
    NextPage,
    PreviousPage,
    RestOfPages,
    SamePage,
    TurnPage,
    TurnToPage,
)
from ..errors import NothingToPage
from ..grammar.dialect import Page

NUMBERED = re.compile(r" ?(\d+)\.")


def numbered(lines: list[str]) -> set[int]:
    """The numbers that begin these lines."""
    return {int(found[1]) for line in lines if (found := NUMBERED.match(line))}


FLIGHTS = frozenset(kind + order for kind in "AST" for order in "NDAE")  # entries whose pages are other flights
MOST = 30  # screens that are kept, one for each beginning of an entry


@dataclass
class View:
    """The lines of a screen and where the page in view begins."""

    lines: list[str]
    page: Page
    first: int = 0


class Pages:
    """The screen last shown, and the last of each entry by its first letters, the newest last."""

    def __init__(self) -> None:
        self.kept: dict[str, View] = {}
        self.view: View | None = None

    def start(self, lines: list[str], page: Page, entry: str = "") -> list[str]:
        self.view = View(lines, page)
        self.kept.pop(entry[:3], None)
        self.kept[entry[:3]] = self.view
        if len(self.kept) > MOST:
            del self.kept[next(iter(self.kept))]
        return page.draw(lines, 0, page.rows)

    def turn(self, command: TurnPage) -> list[str]:
        """The lines of another page; raises NothingToPage where there is none."""
        view = self.named(command.of) if command.of else self.view
        if view is None or not view.lines:
            raise NothingToPage()
        self.view = view
        if isinstance(command, AllPages):
            return view.lines
        if isinstance(command, RestOfPages):
            return self.rest(view)
        first = place(command, view)
        if not 0 <= first < len(view.lines):
            raise NothingToPage()
        view.first = first
        return view.page.draw(view.lines, first, view.page.rows)

    def named(self, code: str) -> View | None:
        """The last screen that an entry beginning so has shown."""
        return next((view for entry, view in reversed(self.kept.items()) if entry.startswith(code[:3])), None)

    def rest(self, view: View) -> list[str]:
        first = view.first + view.page.rows
        if first >= len(view.lines):
            raise NothingToPage()
        return view.lines[first:]

    def hidden(self) -> set[int]:
        """The numbers of elements that are on other pages than the one in view."""
        if self.view is None:
            return set()
        view, last = self.view, self.view.first + self.view.page.rows
        return numbered(view.lines) - numbered(view.lines[view.first:last])


def flights_meant(command: TurnPage, last: bool) -> Command | None:
    """What a page of flights comes to; `last`: whether flights are what was shown last."""
    kind, half = command.of[:1], getattr(command, "half", "") or ""
    if not (half or command.of in FLIGHTS or last and not command.of):
        return None
    match command:
        case NextPage(lines=None) | PreviousPage(lines=None):
            return MoreFlights(isinstance(command, NextPage), kind, half)
        case FirstPage() | LastPage():
            return MoreFlights(isinstance(command, LastPage), kind, half, end=True)
        case SamePage():
            return MoreFlights(kind=kind, again=True)
    return None


def place(command: TurnPage, view: View) -> int:
    """Where the page asked for begins."""
    rows = view.page.rows
    match command:
        case TurnToPage():
            return (command.page - 1) * rows
        case NextPage():
            return view.first + (command.lines or rows)
        case PreviousPage():
            return max(view.first - command.lines, 0) if command.lines and view.first else view.first - rows
        case FirstPage():
            return 0
        case LastPage():
            return (len(view.lines) - 1) // rows * rows
    return 0 if command.of else view.first
