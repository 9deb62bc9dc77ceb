"""What a price of a flight depends on, in short."""
from .elements import Segment


def fingerprint(segment: Segment) -> str:
    """Flight, class, date and city pair: when these change, the price is of another flight."""
    return f"{segment.flight}{segment.booking_class}{segment.date:%y%m%d}{segment.origin}{segment.destination}"
