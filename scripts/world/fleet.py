"""Which aircraft flies: the type whose seats are nearest among those that reach so far."""
from .chance import pick

# type, seats, range in km, family: airlines lean to one family
TYPES = (
    ("CNC", 9, 1200, "*"), ("BEH", 19, 1300, "*"), ("DHT", 19, 900, "*"), ("SF3", 34, 1200, "*"),
    ("DH3", 50, 1500, "D"), ("AT4", 48, 1300, "T"), ("AT7", 70, 1500, "T"), ("DH4", 76, 2000, "D"),
    ("ER4", 50, 2800, "E"),
    ("CR2", 50, 2900, "C"), ("CR7", 70, 2800, "C"), ("E75", 78, 3300, "E"), ("CR9", 88, 2800, "C"),
    ("E90", 98, 4200, "E"), ("E95", 116, 4200, "E"), ("319", 128, 6000, "A"), ("73G", 134, 5900, "B"),
    ("320", 158, 5700, "A"), ("73H", 162, 5600, "B"), ("32N", 176, 6400, "A"), ("7M8", 178, 6500, "B"),
    ("321", 194, 5800, "A"), ("739", 186, 5800, "B"), ("32Q", 212, 7300, "A"), ("752", 200, 7200, "B"),
    ("763", 228, 11000, "B"), ("788", 242, 13600, "B"), ("332", 256, 13400, "A"), ("789", 288, 14100, "B"),
    ("333", 296, 11700, "A"), ("772", 308, 14000, "B"), ("359", 316, 16600, "A"), ("781", 332, 11900, "B"),
    ("77W", 358, 16600, "B"), ("351", 366, 16600, "A"), ("744", 412, 13400, "B"), ("388", 510, 16600, "A"),
)
SHARED_FAMILIES = ("C", "D", "E", "T", "*")
NEAR = 0.12  # types within this part of the wanted seats compete


def wanted(carrier: str, seats: int, kilometres: int) -> list[tuple[str, int]]:
    """The types that would do, (type, seats), the nearest first."""
    house = pick(("A", "B", "A", "B", "AB"), "family", carrier)
    reach = [kind for kind in TYPES if kind[2] >= kilometres and (kind[3] in house or kind[3] in SHARED_FAMILIES)]
    if not reach:
        reach = [kind for kind in TYPES if kind[2] >= kilometres]
    best = min(abs(kind[1] - seats) for kind in reach)
    near = [(kind[0], kind[1]) for kind in reach if abs(kind[1] - seats) <= max(best, NEAR * seats)]
    return sorted(near, key=lambda kind: (abs(kind[1] - seats), kind[0]))


def equipment(carrier: str, seats: int, kilometres: int, *key: object) -> tuple[str, int]:
    """The type and its seats for one flight; the routes of an airline mix neighbouring types."""
    return pick(wanted(carrier, seats, kilometres)[:3], "equipment", carrier, *key)
