"""The options all commands share, in two languages, and the host and desk they amount to."""
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from . import words

CREDIT = "Contains data from OpenTravelData (CC BY 4.0) and GeoNames (CC BY 4.0); columns selected and reformatted."
GRAMMARS = Path(__file__).parents[1] / "grammar"


# ---- help in two languages

class Option(click.Option):
    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record and self.help:
            return record[0], record[1].replace(self.help, words.say(self.help))
        return record


class Command(click.Command):
    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        said, self.help = self.help, words.say(self.help or "")
        super().format_help_text(ctx, formatter)
        self.help = said

    def get_short_help_str(self, limit: int = 45) -> str:
        return words.say(self.help or "")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found:
            found.help = words.say("Show this message and exit.")
        return found


class Group(Command, click.Group):
    command_class = Command


# ---- options all commands share: before the command's name or after it

def language(ctx: click.Context, option: click.Parameter, value: str | None) -> None:
    words.choose(value)


def iso(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from datetime import datetime

    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"not an ISO time: {value}") from None
    return value


def spoken(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A dialect is a folder; it is not loaded to find out."""
    names = sorted(path.parent.name for path in GRAMMARS.glob("*/__init__.py") if any(path.parent.glob("*.lark")))
    if value is not None and value not in names:
        raise click.BadParameter(f"no dialect {value!r}; there are {', '.join(names)}")
    return value


def server(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from ..engine.delivery.mail import MailServer

        try:
            MailServer.of(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return value


def version(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    from .. import __version__

    if value:
        click.echo(f"pnr {__version__}\n{CREDIT}")
        ctx.exit()


SHARED: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--db",), {"envvar": "PNR_DB", "metavar": "URL",
                 "help": "Where the host lives; sqlite:// is a scratch host in memory."}),
    (("--dialect",), {"envvar": "PNR_DIALECT", "metavar": "NAME", "callback": spoken,
                      "help": "How you speak to the host."}),
    (("--office",), {"envvar": "PNR_OFFICE", "metavar": "ID", "help": "The office you work in."}),
    (("--agent", "sign"), {"envvar": "PNR_AGENT", "metavar": "SIGN", "help": "Your sign."}),
    (("--terminal",), {"envvar": "PNR_TERMINAL", "metavar": "NAME",
                       "help": "A name for this terminal, which finds its unfiled work again."}),
    (("--unsigned",), {"is_flag": True, "default": None, "help": "Start without being signed in."}),
    (("--mail",), {"envvar": "PNR_MAIL", "metavar": "URL", "callback": server,
                   "help": "The mail server, smtp://host:port?from=address; without one mail waits."}),
    (("--spool",), {"envvar": "PNR_SPOOL", "metavar": "FOLDER",
                    "help": "Where simulated short messages and printed papers go; without it they wait."}),
    (("--gateway",), {"envvar": "PNR_GATEWAY", "metavar": "URL",
                      "help": "The payment gateway; without one the host answers for it."}),
    (("--now",), {"envvar": "PNR_NOW", "metavar": "ISO", "callback": iso, "help": "Stop the clock here."}),
    (("--lang",), {"type": click.Choice(["en", "zh"]), "is_eager": True, "expose_value": False, "callback": language,
                   "help": "Language of help and messages."}),
)


def shared(function: Callable) -> Callable:
    for names, settings in reversed(SHARED):
        function = click.option(*names, cls=Option, **settings)(function)
    return function


OPTIONS = ("db", "dialect", "office", "sign", "terminal", "unsigned", "mail", "spool", "gateway", "now")


class Options:
    """What was asked for, and the host and desk it amounts to."""

    def __init__(self, given: dict[str, Any]):
        self.given = given
        self.now: str | None = given.get("now")

    @property
    def url(self) -> str:
        return self.given.get("db") or default_database()

    @property
    def dialect(self) -> str:
        return self.given.get("dialect") or "amadeus"

    @property
    def seat(self) -> Any:
        from .player import Seat

        names = ("dialect", "office", "sign", "terminal")
        return Seat(**{name: self.given[name] for name in names if self.given.get(name)},
                    signed=not self.given.get("unsigned"))

    @contextmanager
    def host(self, url: str | None = None) -> Iterator[Any]:
        from . import log
        from .host import Host

        log.start()
        outside = {name: self.given.get(name) for name in ("mail", "spool", "gateway")}
        with Host(url or self.url, self.now, **outside) as host:
            host.world.progress = tell
            yield host


def tell(text: str) -> None:
    """One line about what takes a moment, beside the replies."""
    click.echo(words.say(text), err=True)


def default_database() -> str:
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('pnr', ensure_exists=True) / 'host.db'}"
