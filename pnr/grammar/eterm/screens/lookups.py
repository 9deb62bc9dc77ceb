"""Countries."""
from ....commands.lookups import CountryList
from ...columns import ascii_capitals, columns
from . import screen


@screen.register
def country_list(reply: CountryList) -> str:
    return "\n".join(columns((1, each.code), (5, each.code3), (10, ascii_capitals(each.name)[:40]), (52, each.currency))
                     for each in reply.countries)
