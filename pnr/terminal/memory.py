"""What a desk remembers of its replies, for the names in braces."""
from ..commands import Reply
from ..commands.display import BookingDisplay
from ..commands.ending import Filed
from ..errors import NotSet


class Memory:
    """Locators, newest first; document numbers of the last issue; airlines' own locators of the booking last seen."""

    def __init__(self) -> None:
        self.entry = ""
        self.locators: list[str] = []
        self.tickets: list[str] = []
        self.emds: list[str] = []
        self.airline: dict[str, str] = {}

    def note(self, reply: Reply) -> None:
        locator = reply.locator if isinstance(reply, Filed) else ""
        if isinstance(reply, BookingDisplay) and reply.booking.version:
            locator = reply.booking.locator
            self.airline = dict(reply.locators)
        if locator and locator != (self.locators or [""])[0]:
            self.locators.insert(0, locator)
        self.tickets = list(getattr(reply, "issued", ())) or self.tickets
        self.emds = list(getattr(reply, "emds", ())) or self.emds

    def named(self, name: str) -> str:
        """`locator`, `locator.2`, `ticket`, `serial`, `ticket.2`, `rloc.CA`; raises NotSet."""
        word, _, part = name.partition(".")
        found: str | None = None
        if word == "rloc":
            found = self.airline.get(part)
        elif part.isdigit() or not part:
            found = self.nth(word, int(part or 1) - 1)
        if found is None:
            raise NotSet(name=name)
        return found

    def nth(self, word: str, place: int) -> str | None:
        kept = {"locator": self.locators, "ticket": self.tickets, "serial": self.tickets,
                "emd": self.emds}.get(word, [])
        if not 0 <= place < len(kept):
            return None
        number = kept[place]
        dashed = f"{number[:3]}-{number[3:]}"
        return {"ticket": dashed, "emd": dashed, "serial": number[3:]}.get(word, number)
