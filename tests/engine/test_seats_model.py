"""Seats sold are seats owned and lists are fair, whatever desks and airlines do: many short lives against a model."""
from contextlib import contextmanager

import pytest
from conftest import SERIALIZABLE, fresh
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from .seats_model import SeatsModel

LIVES = settings(max_examples=200, stateful_step_count=20, phases=[Phase.generate], deadline=None, database=None,
                 report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
FEWER = settings(LIVES, max_examples=12)


@pytest.mark.slow
def test_seats_sold_are_seats_owned():
    """The same lives each time; `scripts/soak` leads others, and shrinks what fails."""
    run_state_machine_as_test(seed(2)(SeatsModel), settings=LIVES)


@pytest.mark.slow
@pytest.mark.parametrize("options", ["", SERIALIZABLE], ids=["read-committed", "serializable"])
def test_seats_sold_are_seats_owned_on_a_server(cluster, request, options):
    """A host that dies drops its connections as they stand, and the server undoes what was under way."""
    template = request.getfixturevalue("seed")

    @contextmanager
    def on_a_server():
        for url in fresh(cluster, template):
            yield url + options

    class SeatsOnAServer(SeatsModel):
        store = staticmethod(on_a_server)

    run_state_machine_as_test(seed(3)(SeatsOnAServer), settings=FEWER)
