"""The stateful test of the suite for as long as one likes; called by scripts/soak."""
import sys
import time
from pathlib import Path

import click
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

LIVES = 50  # of a seed

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


@click.command()
@click.option("--seed", "first", default=1, show_default=True, help="Where to begin.")
@click.option("--hours", default=1.0, show_default=True, help="When to stop.")
@click.option("--steps", default=60, show_default=True, help="Of one life.")
def soak(first: int, hours: float, steps: int) -> None:
    """Lead lives of a host until the time is up or the model and the host differ."""
    from engine.seats_model import SeatsModel

    how = settings(max_examples=LIVES, stateful_step_count=steps, deadline=None, database=None,
                   report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
    number, end = first, time.monotonic() + hours * 3600
    while time.monotonic() < end:
        click.echo(f"seed {number}: {LIVES} lives of up to {steps} steps")
        run_state_machine_as_test(seed(number)(SeatsModel), settings=how)
        number += 1
    click.echo(f"nothing differed from seed {first} to {number - 1}")


if __name__ == "__main__":
    soak()
