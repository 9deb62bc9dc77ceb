"""Seats sold are seats owned and lists are fair, whatever desks do: many short lives of a host against a model."""
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from .seats_model import SeatsModel

LIVES = settings(max_examples=200, stateful_step_count=20, phases=[Phase.generate], deadline=None, database=None,
                 report_multiple_bugs=False, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
def test_seats_sold_are_seats_owned():
    """The same lives each time; `scripts/soak` leads others, and shrinks what fails."""
    run_state_machine_as_test(seed(2)(SeatsModel), settings=LIVES)
