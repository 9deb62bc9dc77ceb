"""Seats sold are seats owned, whatever desks and programs do: many short lives of a host against a plain model."""
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from .seats_model import SeatsModel

LIVES = settings(max_examples=60, stateful_step_count=30, phases=[Phase.generate], deadline=None, database=None,
                 report_multiple_bugs=False, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
def test_seats_sold_are_seats_owned():
    """The same lives each time; `scripts/soak` leads others, and shrinks what fails."""
    run_state_machine_as_test(seed(2)(SeatsModel), settings=LIVES)
