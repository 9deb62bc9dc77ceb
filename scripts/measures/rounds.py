"""How two ways are compared on a machine that is never quiet: in turn, and by the ratio of each round."""
import resource
from collections.abc import Callable
from statistics import median, quantiles
from time import process_time_ns

ROUNDS = 11

Timed = Callable[[], float]  # does it once and says what it cost


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """Microseconds of processor that one of so many took."""
    start = process_time_ns()
    work()
    return (process_time_ns() - start) / 1000 / times


def children() -> float:
    """Microseconds of processor of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1e6


def alternate(name: str, unit: str, ours: Timed, floor: Timed, goal: float | None = None, rounds: int = ROUNDS) -> dict:
    """The two in turn, so that a busy spell meets both; the first round warms up and is not counted."""
    pairs = [(ours(), floor()) for _ in range(rounds + 1)][1:]
    return compared(name, unit, pairs, goal)


def compared(name: str, unit: str, pairs: list[tuple[float, float]], goal: float | None = None) -> dict:
    """Medians of both, median and quartiles of the ratio."""
    low, ratio, high = quantiles([mine / other for mine, other in pairs], n=4)
    return {"name": name, "unit": unit, "ours": median(mine for mine, _ in pairs),
            "floor": median(other for _, other in pairs), "ratio": ratio, "low": low, "high": high, "goal": goal}


def counted(name: str, unit: str, ours: float, bound: float, goal: float = 1) -> dict:
    """A count, which is the same on any machine, against a bound; `goal` is how much of it at most."""
    return {"name": name, "unit": unit, "ours": ours, "floor": bound, "ratio": ours / bound, "low": ours / bound,
            "high": ours / bound, "goal": goal}
