"""The tests of the suite that draw their own luck, for as long as one likes; called by scripts/soak."""
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

LIVES = 50  # of a seed
TOGETHER = 200  # kills in one database
SHARES = {"desks_at_work": 120, "restores": 40, "migrations": 40}  # of them

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


@click.command()
@click.option("--seed", "first", default=1, show_default=True, help="Where to begin.")
@click.option("--hours", default=1.0, show_default=True, help="When to stop.")
@click.option("--steps", default=60, show_default=True, help="Of one life.")
@click.option("--kills", type=int, help="Kill so many programs at work, at restores and at migrations instead.")
@click.option("--runs", type=int, help="Kill so many runs twice each, and go on from them, instead.")
def soak(first: int, hours: float, steps: int, kills: int | None, runs: int | None) -> None:
    """Lead lives of a host until the time is up or the model and the host differ."""
    if kills:
        killed(first, kills)
    elif runs:
        resumed(first, runs)
    else:
        lived(first, hours, steps)


def lived(first: int, hours: float, steps: int) -> None:
    from engine.seats_model import SeatsModel

    how = settings(max_examples=LIVES, stateful_step_count=steps, deadline=None, database=None,
                   report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
    number, end = first, time.monotonic() + hours * 3600
    while time.monotonic() < end:
        click.echo(f"seed {number}: {LIVES} lives of up to {steps} steps")
        run_state_machine_as_test(seed(number)(SeatsModel), settings=how)
        number += 1
    click.echo(f"nothing differed from seed {first} to {number - 1}")


def killed(first: int, kills: int) -> None:
    from engine import crashes, workers

    workers.warm()
    for number in range(first, first - (-kills // TOGETHER)):
        for name, share in SHARES.items():
            apart(getattr(crashes, name), share, number * TOGETHER)
        click.echo(f"seed {number}: {TOGETHER} kills")
    click.echo("nothing was lost, nothing was half, nothing leaked")


def apart(life: Callable[[Path, int, int], int], share: int, chance: int) -> None:
    """In a process of its own, since some lives change the program they are led by."""
    from engine import workers

    with tempfile.TemporaryDirectory(prefix="pnr-soak-") as folder:
        told = workers.start(lambda number, say: say(str(life(Path(folder), share, chance))))
        if not told.lines() or told.code:
            raise click.ClickException(f"{life.__name__}, seed {chance // TOGETHER}: see above")


def resumed(first: int, runs: int) -> None:
    from terminal import killing

    killing.warm()
    with tempfile.TemporaryDirectory(prefix="pnr-soak-") as folder:
        code, moments = killing.run(Path(folder) / "whole") or (0, 0)
        whole = killing.state(killing.url(Path(folder) / "whole"))
        for number in range(first, first + runs):
            place = Path(folder) / str(number)
            ended = killing.until_done(place, number, moments)
            if ended != code or killing.state(killing.url(place)) != whole:
                raise click.ClickException(f"seed {number}: another end than without kills")
            if number % 50 == 0:
                click.echo(f"up to seed {number}")
    click.echo(f"{runs} runs, each killed up to twice at one of {moments} moments: all as without")


if __name__ == "__main__":
    soak()
