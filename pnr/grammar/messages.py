"""What is said in every dialect unless one has its own words; codes as in errors and in the checks at the end."""

MESSAGES = {
    "unable-to-process": "UNABLE TO PROCESS",
    "check-format": "CHECK FORMAT",
    "unknown-entry": "INVALID",
    "invalid-date": "INVALID DATE",
    "invalid-character": "INVALID CHARACTER",
    "entry-too-long": "ENTRY TOO LONG",
    "cannot-say": "CANNOT SAY {what}",
    "not-set": "NAME NOT SET",
    "store-unavailable": "SYSTEM UNABLE TO PROCESS",
    "office-cut-off": "SYSTEM UNABLE TO PROCESS - OFFICE CUT OFF",
    "try-again": "SYSTEM BUSY - TRY AGAIN",
    "newer-schema": "SYSTEM UNABLE TO PROCESS",
    "unavailable": "SYSTEM UNABLE TO PROCESS",
}
