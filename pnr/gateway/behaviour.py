"""How the simulator answers, by documented card numbers and amounts; everything else is approved."""
from dataclasses import dataclass

from .protocol import AUTHORISED, CAPTURED, DECLINED, PENDING, WALLETS, Request

PAYER = 10  # seconds until a payer has read the code of a wallet and paid
BANK = 60  # until a bank that was slow has answered
LAPSE = 900  # until a payment nobody made is closed


@dataclass(frozen=True)
class Manner:
    """`delay` in seconds until the outcome; the first answer may be `silent`, `forged` or given `twice`."""

    good: bool = True
    delay: int = 0
    reason: str = ""
    silent: bool = False
    twice: bool = False
    forged: bool = False
    down: bool = False


DECLINES = Manner(good=False, reason="REFUSED BY ISSUER")
MANNERS = {
    "declines": DECLINES,
    "funds": Manner(good=False, reason="INSUFFICIENT FUNDS"),
    "delays": Manner(delay=BANK),
    "times-out": Manner(silent=True),
    "answers-twice": Manner(twice=True),
    "forged": Manner(forged=True),
    "lapses": Manner(good=False, delay=LAPSE, reason="CLOSED"),
    "times-out-declined": Manner(good=False, reason="REFUSED BY ISSUER", silent=True),
    "down": Manner(down=True),
    "pays": Manner(delay=PAYER),
    "approves": Manner(),
}
CARDS = {
    "4000000000000002": "declines", "4000000000009995": "funds", "4000000000000119": "delays",
    "4000000000000226": "times-out", "4000000000000333": "answers-twice", "4000000000000440": "forged",
    "4000000000000556": "lapses", "4000000000000663": "times-out-declined", "4000000000000770": "down",
}
AMOUNTS = {  # in smallest coins, whoever pays
    151: "declines", 152: "delays", 153: "times-out", 154: "answers-twice", 155: "forged", 156: "lapses",
    157: "times-out-declined", 158: "down",
}


def manner_of(request: Request) -> str:
    """The name of the manner in which a charge is answered."""
    if request.approval:
        return "approves"
    usual = "pays" if request.scheme in WALLETS else "approves"
    return CARDS.get(request.number) or AMOUNTS.get(request.amount, usual)


def outcome(name: str, scheme: str, age: int) -> tuple[str, str]:
    """State and reason of a charge so many seconds after it was asked for."""
    manner = MANNERS[name]
    if age < manner.delay:
        return PENDING, ""
    if not manner.good:
        return DECLINED, manner.reason
    return (CAPTURED if scheme in WALLETS else AUTHORISED), ""
