"""FP, FE, FM, FT, FV: how it is paid, and the texts a fare carries."""
from ....engine.booking.elements import FareText, FormOfPayment
from ....engine.ticketing.tickets import masked_card
from .booking import text_of

ALL = "PAX"
FOR_EVERYBODY = ("FM", "FO", "FT", "FHE", "FHA", "FHM", "FHP")  # shown without whom it is for


@text_of.register
def _(element: FormOfPayment, facet: str = "") -> str:
    who = "INF " if element.infants else ""
    paid = "+".join(map(form, element.forms)) if element.form else ""
    old = f"O/{element.original}{'+/' if paid else ''}" if element.original else ""
    return f"FP {who}{old}{paid}"


def form(one: FormOfPayment) -> str:
    """CASH, CCVI411111XXXXXX1111/1230/CNY550.00/N123."""
    card = f"{one.vendor}{masked_card(one.number)}/{one.expiry}" if one.form == "CC" else ""
    amount = f"/{one.amount.currency}{one.amount}" if one.amount else ""
    approval = f"/{one.approval}" if one.approval else ""
    return f"{one.form}{card}{one.text}{amount}{approval}"


@text_of.register
def _(element: FareText, facet: str = "") -> str:
    who = "INF " if element.infants else "" if element.code in FOR_EVERYBODY else f"{ALL} "
    return f"{element.code} {who}{element.text}"
