"""When flights go: weekdays, and local times that follow the banks of a hub and the habits of long flights."""
from .chance import between, chance, pick
from .geography import Airport, offset

DAY = 1440
FIRST, LAST = 6 * 60, 22 * 60 + 30
LONG = 330  # minutes of block time from which a flight may leave at night
BANKS, BANK_FROM, BANK_EVERY = 6, 7 * 60, 160
DAILY = 0b1111111
WORKING = (0, 1, 2, 3, 4)


def spread(*days: int) -> list[tuple[int, ...]]:
    """The same rhythm begun on each day of the week."""
    return [tuple(sorted((day + first) % 7 for day in days)) for first in range(7)]


WEEKDAYS = {1: spread(0), 2: spread(0, 3), 3: spread(0, 2, 4), 4: spread(0, 2, 4, 5),
            5: [*spread(0, 1, 3, 4, 6), WORKING], 6: [*spread(0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 6)]}


def masks(weekly: int, *key: object) -> list[int]:
    """Days of operation, Monday the lowest bit, of as few flight numbers as carry that many flights a week."""
    full, rest = divmod(weekly, 7)
    found = [DAILY] * full
    if rest:
        some = sum(1 << day for day in pick(WEEKDAYS[rest], "weekdays", *key))
        found.insert(int(chance("where", *key) * (full + 1)), some)
    return found


def later(days: int, by: int) -> int:
    """The same flights counted so many days later."""
    by %= 7
    return (days << by | days >> (7 - by)) & DAILY


def banks(carrier: str, hub: str) -> list[int]:
    """The middle of each wave of departures."""
    start = BANK_FROM + between(0, 80, 5, "banks", carrier, hub)
    return [start + BANK_EVERY * wave for wave in range(BANKS)]


def pulled(minute: int, waves: list[int]) -> int:
    """Nearer to its bank."""
    wave = min(waves, key=lambda middle: abs(middle - minute))
    return wave + (minute - wave) * 2 // 5


def window(one: Airport, other: Airport, minutes: int, *key: object) -> tuple[int, int]:
    """Between which local times flights of this length and direction leave."""
    if minutes < LONG:
        return FIRST, LAST
    east = offset(other.zone) - offset(one.zone)
    late = chance("late", *key)
    if east >= 180:
        return (13 * 60, 23 * 60 + 55) if late < 0.85 else (8 * 60, 13 * 60)
    if east <= -180:
        return (8 * 60 + 30, 15 * 60) if late < 0.7 else (22 * 60, 25 * 60 + 30)
    return (8 * 60, 13 * 60) if late < 0.4 else (17 * 60, 23 * 60 + 55)


def departures(count: int, between_times: tuple[int, int], waves: list[int] | None, *key: object) -> list[int]:
    """So many times of day, spread over the window, drawn towards the banks, never two alike."""
    first, last = between_times
    step = (last - first) / count
    times: list[int] = []
    for place in range(count):
        minute = int(first + step * (place + 0.15 + 0.7 * chance("slot", place, *key)))
        if waves and last <= DAY:
            minute = pulled(minute, waves)
        minute = 5 * (min(max(minute, first), last) // 5)
        times.append(max(minute, times[-1] + 5) if times else minute)
    return [minute % DAY for minute in times]


def pinned_departures(count: int, first: int) -> list[int]:
    """From the known first departure evenly to the evening."""
    step = (21 * 60 + 30 - first) / max(1, count - 1)
    return [5 * round((first + step * place) / 5) for place in range(count)]


def turn(arrival: int, minutes: int, spoke: Airport, base: Airport, *key: object) -> int:
    """When the aircraft leaves the spoke again: minutes after midnight of its day of arrival there."""
    if minutes >= LONG:
        return long_turn(arrival, spoke, base, *key)
    ready = arrival + between(40, 70, 5, "turn", *key)
    of_day = ready % DAY
    if FIRST <= of_day <= LAST:
        return ready
    morning = ready - of_day + (DAY if of_day > LAST else 0)
    return morning + FIRST + between(0, 75, 5, "night stop", *key)


def long_turn(arrival: int, spoke: Airport, base: Airport, *key: object) -> int:
    """A long flight home leaves within the window of its direction."""
    ready = arrival + between(90, 150, 5, "turn", *key)
    first, last = window(spoke, base, LONG, "home", *key)
    of_day = ready % DAY
    if first <= of_day <= last:
        return ready
    wait = (first - of_day) % DAY
    return ready + wait + between(0, max(0, min(240, last - first)), 5, "wait", *key)
