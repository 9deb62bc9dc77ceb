"""The command line: one function for each command, and a code for each way to end."""
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from ..errors import PnrError, Unavailable
from . import words
from .options import OPTIONS, Group, Option, Options, shared, spoken, version

DONE, REFUSED, MISUSED, UNREACHABLE, INTERRUPTED = 0, 1, 2, 3, 130


@click.group("pnr", cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@shared
@click.option("--version", cls=Option, is_flag=True, is_eager=True, expose_value=False, callback=version,
              help="Show the version and where the data comes from.")
@click.pass_context
def pnr(ctx: click.Context, **given: Any) -> None:
    """An airline reservation host in your terminal. Without a command: the desk."""
    ctx.obj = given
    if ctx.invoked_subcommand is None:
        ctx.exit(desk(Options(given)))


def command(name: str, **settings: Any) -> Callable[[Callable], click.Command]:
    """A command of pnr: what follows its name overrides what stood before it."""

    def make(function: Callable) -> click.Command:
        def run(ctx: click.Context, **given: Any) -> None:
            own = {option: given.pop(option) for option in OPTIONS}
            ctx.obj |= {option: value for option, value in own.items() if value is not None}
            ctx.exit(function(Options(ctx.obj), **given) or DONE)

        run.__doc__ = function.__doc__
        run.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
        return pnr.command(name, **settings)(shared(click.pass_context(run)))

    return make


def desk(options: Options) -> int:
    """The desk itself: at a prompt on a terminal, one entry a line otherwise."""
    from . import repl

    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    with ExitStack() as stack:
        chair = repl.Chair(lambda: options.seat.at(stack.enter_context(options.host())), options.given.get("terminal"))
        return (repl.typed if on_terminal else repl.piped)(chair)


FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))


@command("run")
@FILES
@click.option("--format", "form", cls=Option, type=click.Choice(["text", "jsonl"]), default="text",
              help="What to print: the transcript, or one JSON object an entry.")
@click.option("--check", cls=Option, is_flag=True, help="Compare with the recorded replies.")
@click.option("--accept", cls=Option, is_flag=True, help="Rewrite the recorded replies in place.")
@click.option("--stop", cls=Option, is_flag=True, help="Stop at the first refusal, in a check at the first difference.")
@click.option("--resume", cls=Option, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Keep a journal in this file, and go on from it after a crash.")
@click.option("--quiet", cls=Option, is_flag=True, help="Show only what failed.")
def run(options: Options, files: tuple[Path, ...], **how: Any) -> int:
    """Replay command files or transcripts."""
    from .run import STDIN, Run

    files = files or (STDIN,)
    if how["accept"] and (how["check"] or STDIN in files):
        raise click.UsageError("--accept rewrites files; it goes neither with --check nor with standard input")
    scratch = None if options.given.get("db") else lambda: options.host("sqlite://")
    return Run(files, options.seat, bool(options.given.get("dialect")), options.host, scratch, **how)()


@command("parse")
@FILES
def parse(options: Options, files: tuple[Path, ...]) -> int:
    """Read entries and print what they mean, one JSON object a line."""
    from .parse import parsed

    return DONE if parsed(options.dialect, files, click.echo) else REFUSED


@command("translate")
@click.option("--to", cls=Option, required=True, metavar="NAME", callback=spoken, help="The dialect to say them in.")
@FILES
def translate(options: Options, to: str, files: tuple[Path, ...]) -> int:
    """Say entries in another dialect, a line for each line."""
    from .translate import translated

    return DONE if translated(options.dialect, to, files, click.echo) else REFUSED


@command("farecalc")
@click.option("--render", cls=Option, is_flag=True, help="Turn such objects back into lines.")
@FILES
def farecalc(options: Options, files: tuple[Path, ...], render: bool) -> int:
    """Read fare calculation lines and print what they say, one JSON object a line."""
    from .farecalc import explained, rendered

    return DONE if (rendered if render else explained)(files, click.echo) else REFUSED


@command("check")
@click.option("--digest", cls=Option, is_flag=True, help="Print a hash of the logical dump.")
@click.option("--settlement", cls=Option, type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Prove a settlement file against the ledger instead.")
def check(options: Options, digest: bool, settlement: Path | None) -> int:
    """Audit the whole database."""
    with options.host() as host:
        if settlement:
            from .export import proved

            reason = proved(host, settlement)
            return ended(reason, REFUSED) if reason else DONE
        if digest:
            click.echo(host.digest())
            return DONE
        return audited(host)


def audited(host: Any) -> int:
    """Print what the audit finds."""
    differences = host.check()
    for difference in differences:
        click.echo(difference)
    return REFUSED if differences else DONE


FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@command("backup")
@FILE
def backup(options: Options, file: Path) -> int:
    """Write the whole host to a file."""
    with options.host() as host:
        from ..engine.store.restore import backup as write

        write(host.store, file)
    return DONE


@command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", cls=Option, is_flag=True, help="Overwrite a host that is not empty.")
def restore(options: Options, file: Path, force: bool) -> int:
    """Bring a host back from a backup, and audit it."""
    with options.host() as host:
        from ..engine.store.restore import restore_file

        restore_file(host.store, file, force)
    with options.host() as host:
        return audited(host)


@command("migrate")
def migrate(options: Options) -> int:
    """Bring an older database up to date."""
    with options.host():  # opening one does it
        from ..engine.store.schema import REVISION

        click.echo(f"revision {REVISION}")
    return DONE


LOADED = ("fares", "rules", "routings", "taxes", "rates", "agreements", "services", "messages")


@command("load")
@click.argument("kind", type=click.Choice(LOADED))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def load(options: Options, kind: str, files: tuple[Path, ...]) -> int:
    """Bring files into the host: fares, rules, rates, taxes, schedule messages and more."""
    from .loading import loaded

    with options.host() as host:
        for file in files:
            click.echo(loaded(host, kind, file))
    return DONE


DAY = click.DateTime(["%Y-%m-%d"])


@command("export")
@click.argument("kind", type=click.Choice(["beancount", "bsp", "ics"]))
@click.option("--from", "first", cls=Option, type=DAY, metavar="DATE", help="From this day on.")
@click.option("--to", "last", cls=Option, type=DAY, metavar="DATE", help="Until this day.")
@click.option("--output", cls=Option, type=click.Path(path_type=Path, dir_okay=False), help="Where to write.")
@click.option("--locator", cls=Option, metavar="LOCATOR", help="Whose itinerary.")
def export(options: Options, kind: str, first: Any, last: Any, output: Path | None, locator: str | None) -> int:
    """Write the ledger for beancount, the office's settlement file, or an itinerary as a calendar."""
    from . import export as write

    if (kind == "ics") != bool(locator):
        raise click.UsageError("an itinerary is one of a booking: ics --locator LOCATOR")
    start, end = (day and day.date() for day in (first, last))
    lines: list[str] = []
    with options.host() as host:
        try:
            if kind == "beancount":
                write.beancount(host, start, end, lines.append)
            elif kind == "ics":
                write.ics(host, options.seat.office, str(locator), lines.append)
            else:
                write.bsp(host, options.seat.office, start, end, lines.append)
        except write.DoesNotReconcile as error:
            return ended(str(error), REFUSED)
    text = "".join(f"{line}\n" for line in lines)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)
    return DONE


@command("gateway")
@click.option("--port", cls=Option, type=click.IntRange(0, 65535), help="Where on this machine it listens.")
@click.option("--keys", cls=Option, type=click.Path(path_type=Path, file_okay=False),
              metavar="FOLDER", help="Where its journal and the keys of both sides are.")
def gateway(options: Options, port: int | None, keys: Path | None) -> int:
    """Run a payment gateway that is a simulator: no money moves."""
    from ..clock import Clock
    from ..gateway.server import NAME, PORT, Server
    from ..gateway.signing import keys_folder

    server = Server(keys or keys_folder(), PORT if port is None else port, Clock(options.now))
    click.echo(f"{NAME}\n{server.url}")
    try:
        server.serve_forever()
    finally:
        server.server_close()
    return DONE


@command("snapshot")
@click.argument("action", type=click.Choice(["save", "load", "list", "reset"]))
@click.argument("name", required=False)
def snapshot(options: Options, action: str, name: str | None) -> int:
    """Keep, bring back and list named states of the host."""
    from .snapshots import Snapshots

    return Snapshots(options, click.echo).act(action, name)


# ---- the way out

def main(arguments: list[str] | None = None) -> None:
    """Every way to end has its code, and says why in one line."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n" if stream is sys.stdin else None)
    if arguments is None:
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # an orderly end as well
    try:
        code = carried_out(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:  # nobody reads any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = INTERRUPTED
    except (KeyboardInterrupt, click.Abort):
        code = ended(words.say("interrupted"), INTERRUPTED)
    except click.ClickException as error:
        code = ended(error.format_message(), MISUSED)
    except Unavailable as error:
        code = ended(str(error.facts.get("reason") or error), UNREACHABLE)
    except (PnrError, ValueError, OSError) as error:
        code = ended(str(error), MISUSED)
    except Exception as error:  # a fault of ours: one line as well
        code = ended(f"{type(error).__name__}: {error}", UNREACHABLE)
    sys.exit(code)


def carried_out(arguments: list[str]) -> int:
    try:
        with pnr.make_context("pnr", arguments) as context:
            pnr.invoke(context)
        return DONE
    except click.exceptions.Exit as done:
        return done.exit_code


def ended(reason: str, code: int) -> int:
    """One line to stderr; with PNR_DEBUG=1 the traceback before it."""
    if os.environ.get("PNR_DEBUG"):
        import traceback

        traceback.print_exc()
    click.echo(f"pnr: {' '.join(reason.split())}", err=True)
    return code
