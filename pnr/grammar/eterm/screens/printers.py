"""Ticket printers: ACCEPTED, device displays and the stock report."""
from datetime import date

from ....commands.printers import Accepted, PrinterDisplay, PrinterList, QueueEmpty, StockDisplay, Used
from ....values.dates import long
from ....values.devices import printer_pid, terminal_pid
from ...columns import columns
from . import screen

TYPE = 4  # BSP, domestic and international
A_ROW = 20  # airlines


@screen.register
def accepted(reply: Accepted) -> str:
    return "ACCEPTED"


@screen.register
def queue_empty(reply: QueueEmpty) -> str:
    return "Q EMPTY"


@screen.register
def printer_display(reply: PrinterDisplay) -> str:
    printer, office = reply.printer, reply.office
    fields = (
        (f"CONTROL PID: {terminal_pid(office.id) if reply.agent else ''}", f"OFFICE: {office.alias}"),
        (f"CONTROL AGENT: {reply.agent}", f"PID: {printer_pid(office.id, printer.number)}"),
        (f"STATUS: {'UP' if printer.up else 'DOWN'}", "ATTRIBUTE: TAT"),
        (f"INPUT:  {active(printer.input)}", "MODE: DEMAND"),
        (f"OUTPUT: {active(printer.output)}", f"TYPE: {TYPE}"),
        ("NACK:", f"CURRENCY: {office.currency}2"), ("TICKETS: *0", ""), ("BOARDING PASS: 0", "AMS PID:"))
    return "\n".join([
        f"DEVICE INFORMATION DISPLAY -DEVICE {printer.number}",
        columns((10, "DEVICE STATUS"), (43, "DEVICE DEFINITION")),
        columns((10, "-" * 13), (43, "-" * 17)),
        *(columns((1, left), (37, right)) for left, right in fields),
        columns((1, "LAST TKT #"), (20, "AIRLINE"), (37, "TICKET NUMBER RANGE")),
        columns((1, "-" * 10), (20, "-" * 7), (37, "-" * 19)), stock(reply)])


def stock(reply: PrinterDisplay) -> str:
    held = reply.numbers
    last = str(held.next - 1) if held.next > held.first else ""
    return columns((1, last), (20, "BSP"), (37, f"{held.first}/{held.last}"))


def active(on: bool) -> str:
    return "ACTIVE" if on else "INACTIVE"


@screen.register
def printer_list(reply: PrinterList) -> str:
    """Airlines marked with a stroke have no ticket numbers of their own."""
    codes = [f"{code}{'/' if code in reply.barred else ' '}" for code in reply.carriers]
    rows = [" ".join(codes[place:place + A_ROW]).rstrip() for place in range(0, len(codes), A_ROW)]
    return "\n".join([
        "TKT DEVICE INFORMATION DISPLAY", f"OFFICE: {reply.office.alias}    IATA-NBR: {reply.office.iata}",
        "AUTHORIZED AIRLINE CODES", *rows,
        columns((1, "DEVICE"), (9, "PID"), (17, "TYPE"), (23, "CURRENCY"), (33, "CONTROL"), (43, "STATUS")),
        *(listed(each) for each in reply.printers)])


def listed(each: PrinterDisplay) -> str:
    pid = printer_pid(each.office.id, each.printer.number)
    return columns((1, str(each.printer.number)), (9, str(pid)), (17, str(TYPE)), (23, f"{each.office.currency}2"),
                   (33, each.agent), (43, "UP" if each.printer.up else "DOWN"))


@screen.register
def stock_display(reply: StockDisplay) -> str:
    """TK used, UO unused."""
    return "\n".join([
        columns((1, "TICKET STORE/USE REPORT"), (50, f"OFFICE: {reply.office.alias}")),
        columns((1, "TICKET RANGE"), (25, "QTY"), (31, "OFFICE"), (39, "AGENT"), (47, "PID"), (54, "DATE"),
                (62, "FLAG"), (68, "TK/UO")),
        *(range_line(each, reply) for each in reply.lines)])


def range_line(each: Used, reply: StockDisplay) -> str:
    day = long(date.fromisoformat(each.day)) if each.day else ""
    return columns((1, f"{each.first}/{each.last}"), (23, f"{each.last - each.first + 1:>5}"),
                   (31, reply.office.alias), (39, each.sign),
                   (47, str(printer_pid(reply.office.id, reply.printer)) if each.sign else ""), (54, day), (62, "I"),
                   (68, "TK" if each.sign else "UO"))
