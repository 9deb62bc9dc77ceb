"""Many programs on one row: every change counts, nobody starves, a program killed in the middle harms no other."""
import signal
import subprocess
import sys

import pytest
from sqlalchemy import bindparam, insert, select

from pnr.engine.store.tables import counters
from pnr.engine.store.weight import Weight

PROGRAM = """
import sys, time
from sqlalchemy import bindparam, select, update
from pnr.clock import Clock
from pnr.engine.store.open import Store
from pnr.engine.store.tables import counters
from pnr.engine.store.weight import Weight

READ = select(counters.c.value).where(counters.c.name == "hot").with_for_update()
SWAP = (update(counters).where(counters.c.name == "hot", counters.c.value == bindparam("seen"))
        .values(value=bindparam("new")))

def body(session, again):
    seen = session.run(READ).fetchone()[0]
    session.change(SWAP, seen=seen, new=seen + 1)

store = Store(sys.argv[1], Clock(), True, patience=60)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    store.transact(Weight.WORK if number % 2 else Weight.FILE, body)
    print(number, flush=True)
"""
PROCESSES, TIMES = 8, 60
VALUE = select(counters.c.value).where(counters.c.name == bindparam("key"))


@pytest.fixture(params=["file", "postgres", "serializable"])
def shared(request, tmp_path, open_store):
    if request.param == "file":
        url = f"sqlite:///{tmp_path}/host.db"
    else:
        url = request.getfixturevalue("empty_postgres")
        url += "&options=-c%20default_transaction_isolation%3Dserializable" if request.param == "serializable" else ""
    store = open_store(url)
    store.transact(Weight.FILE, lambda session, _: session.run(insert(counters).inline(), name="hot", value=0))
    return url, store


def start(url, count):
    processes = [subprocess.Popen([sys.executable, "-c", PROGRAM, url, str(TIMES)], text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(count)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return processes


def value(store):
    return store.transact(Weight.LOOK, lambda session, _: session.run(VALUE, key="hot").fetchone()[0])


def test_no_change_is_lost(shared):
    url, store = shared
    told = [process.communicate()[0] for process in start(url, PROCESSES)]
    assert [len(lines.splitlines()) for lines in told] == [TIMES] * PROCESSES
    assert value(store) == PROCESSES * TIMES


def test_one_killed_in_the_middle(shared):
    url, store = shared
    victim, *others = start(url, 4)
    told = [victim.stdout.readline() for _ in range(10)]
    victim.send_signal(signal.SIGKILL)
    told += victim.stdout.read().splitlines()
    counted = sum(len(process.communicate()[0].splitlines()) for process in others)
    victim.wait()
    assert counted == 3 * TIMES
    assert counted + len(told) <= value(store) <= counted + len(told) + 1
