"""What eTerm says when it cannot: one word where one will do; codes as in errors.py and in the checks at the end."""
import re

from ...errors import EntryError

NO_FARE = "没有符合条件的运价"
NOT_AVAILABLE = 'UNABLE TO SELL.PLEASE CHECK THE AVAILABILITY WITH "AV" AGAIN'

MESSAGES = {
    "unable-to-process": "UNABLE",
    "refusal": "UNABLE",
    "conflict": "SIMULTANEOUS MODIFICATION-REENTER MODIFICATION",
    "unavailable": "TIMEOUT!,WAIT A MONENT INPUT",
    "store-unavailable": "TIMEOUT!,WAIT A MONENT INPUT",
    "office-cut-off": "TIMEOUT! OFFICE CUT OFF",
    "newer-schema": "TIMEOUT!,WAIT A MONENT INPUT",
    "terminal-held": "PLEASE WAIT - TRANSACTION IN PROGRESS",
    "try-again": "PLEASE WAIT - TRANSACTION IN PROGRESS",
    # what was typed
    "check-format": "FORMAT",
    "unknown-entry": "FUNCTION",
    "invalid-date": "DATE",
    "invalid-character": "INVALID CHAR",
    "entry-too-long": "SIZE",
    "not-set": "FORMAT",
    "cannot-say": "FUNCTION",
    # the desk
    "nothing-in-hand": "NO PNR",
    "finish-or-ignore": "NEED ES",
    "not-signed-in": "PLEASE SIGN IN FIRST",
    "already-signed-in": "PLEASE SIGN OUT FIRST",
    "invalid-sign": "PROT SET",
    "unfiled-work": "PENDING",
    "nothing-to-page": "NO DISPLAY",
    "incomplete": "UNABLE",
    "area-given-back": "MAX TIME FOR EOT - IGNORE PNR AND RESTART",
    "schedule-changed": "SCHEDULE CHANGED - CHECK PNR",
    # availability and selling
    "unknown-place": "CITY PAIR",
    "unknown-carrier": "AIRLINE",
    "same-place": "CITY PAIR",
    "date-out-of-range": "DATE",
    "past-date": "DATE",
    "no-flights": "*NO ROUTING*",
    "no-later-flights": "NO DISPLAY",
    "no-earlier-flights": "NO DISPLAY",
    "no-availability-displayed": "SCH NBR",
    "no-such-line": "SCH NBR",
    "no-such-flight": "FLT NUMBER",
    "no-such-class": "CLASS",
    "no-seats": NOT_AVAILABLE,
    "waitlist-closed": "UNABLE",
    "updated-meanwhile": "PNR UPDATED BY AIRLINE,PLEASE CHECK PNR",
    "sold-out": NOT_AVAILABLE,
    "too-many-seats": "SEATS",
    "too-many-segments": "SEGMENT PNR",
    "chronological-order": "SEGMENT",
    "seats-differ-from-names": "CHECK SEAT COUNT",
    "segments-married": "MARRIED SEGMENT EXIST IN THE PNR",
    "delete-fare-first": "PLS DELETE AUTOMATIC FARE QUOTE FN/FC FIRST",
    # the record
    "no-such-element": "ELE NBR",
    "name-cannot-be-cancelled": "ELE NBR",
    "invalid-name": "PLS NM1XXXX/XXXXXX",
    "name-too-long": "NAME LENGTH",
    "too-many-names": "NAMES",
    "check-date-of-birth": "BIRTHDAY(DDMMMYY),PLS",
    "check-time-limit": "CHECK TKT DATE",
    "ticketing-arranged": "TICKETS ALREADY ISSUED,PLS DELETE TK:T OR TK:TL",
    "invalid-identity": "INVALID FOID",
    "duplicate-identity": "DUP ID",
    "no-such-passenger": "PSGR ID",
    "no-such-segment": "ILLEGAL SEGMENT",
    "not-found": "NO PNR",
    "invalid-locator": "RL",
    "no-such-name": "NO PNR",
    "no-list": "NO DISPLAY",
    "no-history": "NO PNR",
    "booking-cancelled-already": "*THIS PNR WAS ENTIRELY CANCELLED*",
    "no-match": "NO DISPLAY",
    "invalid-office": "OFFICE",
    "simultaneous-changes": "SIMULTANEOUS MODIFICATION-REENTER MODIFICATION",
    # what an end of transaction misses
    "need-name": "NAMES",
    "need-itinerary": "SEGMENT",
    "need-contact": "CONTACT ELEMENT MISSING",
    "need-ticketing": "TICKET STATUS ELEMENT MISSING",
    "number-in-party": "SEATS",
    "ticket-at-once": "AUTOPRICING INDICATOR IN FC, PLEASE TICKETING IMMEDIATELY",
    "need-received-from": "UNABLE",
    # what it only warns of
    "continuity": "CHECK CONTINUITY",
    "minimum-connection": "CHECK CONTINUITY",
    "duplicate-segment": "DUPLICATE SEGMENT",
    "duplicate-name": "DUP ID",
    "fare-deleted": "ITINERARY DOES NOT MATCH FC",
    # fares
    "no-fare": NO_FARE,
    "no-fare-as-asked": NO_FARE,
    "no-quote": "NO FARE FOR THIS MARKET/CARRIER/GI/FARE TYPE/RBD/RULE/TC",
    "verify-booking-class": "*NO FARES/RBD/CARRIER\n*ATTN VERIFY BOOKING CLASS SEE FSS",
    "rule-refuses": NO_FARE,
    "unknown-passenger-type": "PASSENGER TYPE",
    "no-rate": "CURRENCY",
    "too-many-flights": "ITINERARY",
    "circular-routing": "ITINERARY",
    "no-itinerary": "SEGMENT",
    "past-segment": "DATE",
    "need-passenger-names": "PSGR ID",
    "no-price-shown": "NO DISPLAY",
    "no-rule-data": "NO RULE",
    "no-refund-rule": "FILL THE FORM MANUALLY",
    # lowest fares
    "no-offers-shown": "NO DISPLAY",
    "no-such-offer": "SELECTION",
    "offers-outdated": "ITINERARY DOES NOT MATCH QTB",
    # payment
    "invalid-card": "INVALID CARD",
    "card-type-not-accepted": "INVALID CARD",
    "invalid-expiry": "DATE",
    "currency-differs": "CURRENCY",
    "payment-differs": "TOTAL",
    "payment-arranged": "DUP ID",
    "invalid-commission": "INCORRECT COMMISSION RATE",
    "invalid-amount": "AMOUNT",
    # tickets
    "not-ended": "PENDING",
    "quote-not-chosen": "FUNCTION",
    "fare-unqualified": "FARE AUTO-STORED UNQUALIFIED",
    "no-stored-fare": "INCOMPLETE PNR/FN",
    "no-such-fare": "ELE NBR",
    "fare-outdated": "ITINERARY DOES NOT MATCH FC",
    "fare-expired": "FARE EXPIRED",
    "already-ticketed": "PNR TICKETED",
    "unconfirmed-segment": "STATUS",
    "need-form-of-payment": "INCOMPLETE PNR/FP",
    "need-validating-carrier": "AIRLINE CODE",
    "time-limit-left": "TICKETS ALREADY ISSUED,PLS DELETE TK:T OR TK:TL",
    "identity-missing": "FOID IS REQUIRED BEFORE TICKETING",
    "too-many-coupons": "TOO MANY SEG & PAX ISSUING FOR ET !!",
    "options-clash": "FORMAT",
    "no-such-printer": "DEVICE",
    "printer-not-controlled": "AUTHORITY",
    "out-of-stock": "OUT OF STOCK",
    "need-ticket-number": "PLS INPUT FULL TICKET NUMBER",
    "no-such-ticket": "ET TICKET NUMBER IS NOT EXIST",
    "issued-elsewhere": "AUTHORITY",
    "already-voided": "ALREADY VOIDED",
    "void-period-over": "TKT MUST BEEN ISSUED TODAY",
    "coupon-not-open": "INVALID TICKET/COUPON STATUS",
    "locator-differs": "RECORD LOCATOR DOES NOT MATCH WITH THE RL IN ISSUSE TKT",
    "already-refunded": "REFUND # ALREADY EXIST",
    "no-open-coupon": "INVALID TICKET/COUPON STATUS",
    "not-refundable": "UNABLE",
    "no-refund-shown": "NO DISPLAY",
    "refund-changed": "TKT# MISMATCH, REOPEN IT",
}


AUTO_QUOTE = (  # what is wrong with an option of DFSQ:A
    (re.compile(r"/C(?!C(/|$))(?!\d{1,2}\.\d{2}(/|$))"), "COMMISSION RATE VALUE MUST BE NN.NN OR N.NN"),
    (re.compile(r"[/,]\d+(?!\d|PC|KG)"), "PC OR KG INDICATOR NEEDED"),
    (re.compile(r"(PC|KG)(,|\d[-\d]*,\d+(PC|KG)(?!\d))"), "SEGMENT NUMBER NEEDED"),
)


def format_word(error: EntryError) -> str:
    """FORMAT, but a roman name without its stroke is told how names look, and DFSQ what is wrong with an option."""
    text = error.facts.get("text", "")
    if text.startswith("DFSQ"):
        return next((words for pattern, words in AUTO_QUOTE if pattern.search(text)), MESSAGES["check-format"])
    if text.startswith("NM") and "/" not in text and text.isascii():
        return MESSAGES["invalid-name"]
    return MESSAGES["check-format"]
