"""What stands against giving travellers their papers."""
from .base import Refusal


class NoMailAddress(Refusal): ...  # nobody left one
class InvalidAddress(Refusal): ...  # fact address
class NotTicketed(Refusal): ...  # there is no ticket in force to give a receipt of
class PdfUnavailable(Refusal): ...  # the library that draws is not installed
