"""A timetable of ten times as many flights between the same places, made in memory."""
import numpy as np

from pnr.engine.schedule.flights import Timetable
from pnr.engine.schedule.snapshot import COLUMNS, pack

OF_A_ROW = ("departs", "minutes", "carrier", "number", "days", "equipment", "seats", "through", "operating")


def tenfold(timetable: Timetable, times: int = 10) -> Timetable:
    """Each flight again at other times of the day; a codeshare goes with its copy."""
    old = {name: np.frombuffer(timetable.columns[name], np.dtype(kind)) for name, kind in COLUMNS.items()}
    rows = len(old["departs"])
    of, copy = np.repeat(np.arange(rows), times), np.tile(np.arange(times), rows)
    flown = old["operating"][of].astype(np.int64)
    departs = (old["departs"][of].astype(np.int64) + copy * (97 + flown % 53 * 5)) % 1440
    market = np.repeat(np.arange(len(old["market_row"]) - 1), np.diff(old["market_row"].astype(np.int64)))[of]
    order = np.lexsort((of, departs, market))
    place = np.empty(rows * times, dtype=np.int64)
    place[of[order] * times + copy[order]] = np.arange(rows * times)
    new = {name: old[name][of][order] for name in OF_A_ROW}
    new["departs"], new["operating"] = departs[order], place[flown * times + copy][order]
    new["market_row"] = old["market_row"].astype(np.int64) * times
    new["through_legs"] = place[old["through_legs"].astype(np.int64) * times]
    new["number_key"] = np.repeat(old["number_key"], times)
    new["number_row"] = place[np.repeat(old["number_row"].astype(np.int64) * times, times) + np.tile(
        np.arange(times), rows)]
    return Timetable(pack(names(timetable), {**{name: column.tolist() for name, column in (old | new).items()}}))


def names(timetable: Timetable) -> dict[str, list[str]]:
    return {"airports": timetable.airports, "zones": timetable.zones, "countries": timetable.countries,
            "cities": timetable.cities, "carriers": timetable.carriers, "equipment": timetable.kinds}
