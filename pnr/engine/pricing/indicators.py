"""Which way round the world a journey goes: the global indicator, by the areas it touches and the oceans it crosses."""
from collections.abc import Sequence

from ...fare_rules.geography import areas
from ..schedule.places import Place

RUSSIA = "RU"


def indicator(points: Sequence[Place]) -> str:
    """WH within the Americas, EH within the rest, AT and PA over an ocean to it, AP over both, TS over Siberia, FE from
    Russia to the east."""
    touched = [areas(point.country) for point in points]
    legs = list(zip(touched, touched[1:], strict=False))
    atlantic, pacific = _crossed(legs, "TC2"), _crossed(legs, "TC3")
    if atlantic or pacific:
        return "AP" if atlantic and pacific else "AT" if atlantic else "PA"
    if any("TC1" in each for each in touched):
        return "WH"
    return _north(points, legs) or "EH"


def _crossed(legs: list, area: str) -> bool:
    return any({"TC1", area} <= one | other and one != other for one, other in legs)


def _north(points: Sequence[Place], legs: list) -> str:
    """Straight over Siberia, or out of Russia to the east."""
    russian = RUSSIA in (points[0].country, points[-1].country)
    if russian and any("TC3" in each for leg in legs for each in leg):
        return "FE"
    straight = any("EUROPE" in one | other and "KOREAJAPAN" in one | other for one, other in legs)
    return "TS" if straight else ""
