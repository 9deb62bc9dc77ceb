"""The areas rules speak of: traffic conference areas and their sub-areas, by country, as IATA draws them."""
from functools import cache

from .facts import Point

SUB_AREAS = {  # name -> area and countries; Europe reaches into the Maghreb
    "NAMERICA": ("TC1", "CA US MX PM GL"),
    "CAMERICA": ("TC1", "BZ CR GT HN NI SV"),
    "CARIBBEAN": ("TC1", "AG AI AW BB BL BM BQ BS CU CW DM DO GD GF GP GY HT JM KN KY LC MF MQ MS PR SR SX TC "
                          "TT VC VG VI"),
    "SAMERICA": ("TC1", "AR BO BR CL CO EC FK PA PE PY UY VE"),
    "EUROPE": ("TC2", "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK DZ EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT "
                      "JE LI LT LU LV MA MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TN TR UA VA XK"),
    "MIDEAST": ("TC2", "AE BH EG IL IQ IR JO KW LB OM PS QA SA SD SY YE"),
    "AFRICA": ("TC2", "AO BF BI BJ BW CD CF CG CI CM CV DJ EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MG ML MR MU MW MZ "
                      "NA NE NG RE RW SC SH SL SN SO SS ST SZ TD TG TZ UG YT ZA ZM ZW"),
    "SASIA": ("TC3", "AF BD BT IN LK MV NP PK"),
    "SEASIA": ("TC3", "BN CC CN CX GU HK ID KG KH KZ LA MH MM MN MO MP MY PH PW SG TH TJ TL TM TW UZ VN FM"),
    "KOREAJAPAN": ("TC3", "JP KP KR"),
    "SWPACIFIC": ("TC3", "AS AU CK FJ KI NC NF NR NU NZ PF PG SB TK TO TV VU WF WS"),
}


@cache
def areas(country: str) -> Point:
    """`EUROPE` and `TC2` for FR; nothing for a country not known."""
    return frozenset(name for sub, (area, countries) in SUB_AREAS.items() if country in countries.split()
                     for name in (sub, area))


@cache
def point(airport: str, city: str, country: str, state: str = "") -> Point:
    """All the codes by which rules may mean a point; a state stands behind its country: USNY."""
    return frozenset((airport, city, country, *[country + state] * bool(state))) | areas(country)
