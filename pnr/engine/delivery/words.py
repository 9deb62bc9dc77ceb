"""The words of what travellers are given, in English and in Chinese."""
from datetime import date

from ...values.dates import long, weekday

ENGLISH, CHINESE = "EN", "ZH"
LANGUAGES = (ENGLISH, CHINESE)
LABELS = {
    "itinerary": ("ITINERARY", "行程单"),
    "receipt": ("ELECTRONIC TICKET ITINERARY RECEIPT", "电子客票行程单"),
    "confirmation": ("ORDER CONFIRMATION - NOT A TICKET", "订单确认（非客票）"),
    "notice": ("NOTICE", "通知"),
    "booking": ("BOOKING REF", "订座记录编号"), "date": ("DATE", "日期"), "telephone": ("TEL", "电话"),
    "passenger": ("PASSENGER", "旅客姓名"), "infant": ("INFANT", "婴儿"), "type": ("TYPE", "旅客类型"),
    "departs": ("DEP", "出发"), "arrives": ("ARR", "到达"), "terminal": ("TERMINAL", "航站楼"),
    "operated": ("OPERATED BY", "承运人"), "aircraft": ("AIRCRAFT", "机型"), "duration": ("DURATION", "飞行时间"),
    "airline": ("AIRLINE REF", "航空公司记录编号"), "baggage": ("BAGGAGE", "免费行李"), "seat": ("SEAT", "座位"),
    "service": ("SERVICE", "服务"), "stops": ("STOPS", "经停"),
    "ticket": ("TICKET NUMBER", "电子客票票号"), "identity": ("IDENTITY", "身份识别号码"),
    "issuer": ("ISSUED BY", "出票航空公司"),
    "issued": ("DATE OF ISSUE", "出票日期"), "place": ("PLACE OF ISSUE", "出票地点"), "agency": ("AGENCY", "代理人"),
    "basis": ("FARE BASIS", "运价基础"), "before": ("NOT VALID BEFORE", "生效日期"),
    "after": ("NOT VALID AFTER", "截止日期"),
    "fare": ("FARE", "票价"), "paid_in": ("EQUIVALENT", "实付等值货币"), "tax": ("TAX", "税款"),
    "total": ("TOTAL", "付款总额"),
    "collected": ("ADDITIONAL COLLECTION", "补收"), "original": ("ISSUED IN EXCHANGE FOR", "换开自"),
    "payment": ("FORM OF PAYMENT", "付款方式"), "endorsements": ("ENDORSEMENTS", "签注"),
    "calculation": ("FARE CALCULATION", "票价计算"),
    "tour": ("TOUR CODE", "旅行团代号"), "each": ("PER PASSENGER", "每位旅客"),
    "all": ("ORDER TOTAL", "订单总额"),
    "limit": ("TO BE TICKETED BY", "最晚出票日期"), "conditions": ("CONDITIONS", "使用条件"),
    "remark": ("REMARK", "备注"),
    "status": ("STATUS", "状态"), "times": ("ALL TIMES ARE LOCAL", "所有时间均为当地时间"),
    "unticketed": ("FARES ARE NOT GUARANTEED UNTIL TICKETED", "出票前票价不予保证"),
    "void": ("VOID", "作废"),
}
STATES = {
    "HK": ("CONFIRMED", "已确认"), "HL": ("WAITLISTED", "候补"), "UN": ("CANCELLED BY THE AIRLINE", "航班取消"),
    "HN": ("REQUESTED", "申请中"), "UC": ("NOT CONFIRMED", "未确认"),
}
COUPONS = {
    "O": "客票有效", "F": "已使用", "R": "已退票", "V": "已作废", "E": "已换开", "C": "已值机", "L": "已登机",
    "S": "已挂起",
}
CONFIRMED = frozenset({"RR", "KK", "KL", "TK"})
WEEKDAYS = "一二三四五六日"
FORMS = {"CASH": "现金", "CC": "信用卡", "CHECK": "支票", "INVOICE": "记账"}


def label(name: str, language: str) -> str:
    return LABELS[name][LANGUAGES.index(language)]


def state(status: str, language: str) -> str:
    """What a status of a segment means to a traveller; one that is none of his stays as it is."""
    found = STATES.get("HK" if status in CONFIRMED else status)
    return found[LANGUAGES.index(language)] if found else status


def day(when: date, language: str) -> str:
    """TH 10DEC26, 2026年12月10日 周四"""
    if language == CHINESE:
        return f"{when.year}年{when.month}月{when.day}日 周{WEEKDAYS[when.weekday()]}"
    return f"{weekday(when)} {long(when)}"


def pieces(allowance: str, language: str) -> str:
    """20K as 20公斤, 2PC as 2件."""
    if language == CHINESE:
        return allowance.replace("PC", "件").replace("K", "公斤")
    return allowance
