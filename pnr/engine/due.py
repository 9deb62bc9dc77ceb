"""What is done when its time has come, by kind of due item."""
from .booking.areas import Areas
from .store.due import Due, DueItem, Handler
from .store.open import Session
from .work import AREA_DUE


def give_back_area(session: Session, item: DueItem) -> None:
    """Empty a work area whose time is up; one that has more time by now is looked at again then."""
    later = Areas(session).give_back(item.key, item.at)
    if later is not None:
        Due(session).add(later, AREA_DUE, item.key)


HANDLERS: dict[str, Handler] = {AREA_DUE: give_back_area}
