"""`pnr run --resume` killed at any moment, twice in a row: the database is as if nothing had happened."""
import subprocess
import sys

import pytest
from terminal import killing

KILLS = 30  # runs that are each killed up to twice


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A folder where the story came to its end, its exit code, how many moments it has, and what it left."""
    killing.warm()
    folder = tmp_path_factory.mktemp("undisturbed")
    code, moments = killing.run(folder)
    return code, moments, killing.state(killing.url(folder))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_run_killed_twice(undisturbed, tmp_path, seed):
    code, moments, state = undisturbed
    assert killing.until_done(tmp_path, seed, moments) == code
    assert killing.state(killing.url(tmp_path)) == state
    assert killing.run(tmp_path)[0] == code  # and once more does nothing
    assert killing.state(killing.url(tmp_path)) == state


@pytest.mark.slow
@pytest.mark.parametrize("chance", range(5))
def test_a_run_killed_twice_on_a_server(undisturbed, tmp_path, postgres, chance):
    """There what was under way when a run was killed may come to its end a moment later."""
    code, moments, state = undisturbed
    assert killing.until_done(tmp_path, chance, moments, postgres) == code
    assert killing.state(postgres) == state


def test_with_a_journal_or_without_it_the_same_is_filed(undisturbed, tmp_path):
    where = killing.url(tmp_path)
    done = subprocess.run([sys.executable, "-m", "pnr", "--db", where, "--now", killing.NOW, "run", killing.STORY],
                          capture_output=True, text=True)
    assert done.returncode == undisturbed[0] == 1 and done.stderr == ""
    assert filed(killing.state(where)) == filed(undisturbed[2])


def filed(state):
    """Without what the desks of a run are called."""
    due = [item for item in state["due"] if "'area'" not in item]
    return {name: items for name, items in state.items() if name not in ("areas", "due")} | {"due": due}
