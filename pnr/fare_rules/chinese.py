"""What the categories a traveller asks about say, in Chinese: penalties, changes and refunds.

A clause or a match field without words here is told as agents read it.
"""
from collections.abc import Iterator
from typing import Any

from ..values.money import Money
from . import sentences
from .judge import Levels
from .rule import Category, Clause, Duration, Percent, Range, Table, plain

TITLES = {16: "罚则", 31: "自愿变更", 33: "自愿退票"}
UNITS = {"min": "分钟", "h": "小时", "d": "天", "m": "个月", "y": "年"}
PASSENGERS = {
    "ADT": "成人", "CNN": "儿童", "CHD": "儿童", "INF": "婴儿", "INS": "占座婴儿", "YTH": "青年",
    "STU": "学生",
}
HEADINGS = {
    "window": "航班起飞前{0}（不含）至{1}（含）", "under": "航班起飞前{0}以内及起飞后",
    "timing before_departure": "起飞前",
    "timing after_departure": "起飞后", "timing noshow": "误机", "timing anytime": "任何时间", "nth": "第{0}次变更",
    "direction out": "去程", "direction in": "回程",
}
CLAUSES = {
    "change fee": "变更收费{0}", "refund fee": "退票收费{0}", "noshow fee": "误机收费{0}", "change free": "免费变更",
    "change none": "不得变更", "refund free": "免费退票", "refund none": "不得退票", "waiver": "可免收：{0}",
    "change allowed": "允许变更", "change not_allowed": "不得变更", "refund allowed": "允许退票",
    "refund not_allowed": "不得退票", "min": "最低{0}", "max": "最高{0}", "free": "前{0}次免费",
    "upsell only": "只可改至较高运价",
    "apply highest_changed": "按变更运价中最高者收取", "apply highest_all": "按全部运价中最高者收取",
    "apply sum_changed": "按变更各段运价累计收取", "apply highest_changed_pu": "按变更计价单元中最高者收取",
    "apply highest_changed_added_pu": "按变更计价单元最高者累计收取", "apply sum_components": "按各段运价累计收取",
    "apply per_pu": "按每个计价单元最高者收取", "apply per_ticket": "按全票最高者收取",
    "apply highest": "按全部运价中最高者收取",
    "reprice current": "按现行运价重新计价", "reprice historical": "按出票日运价重新计价",
    "reprice keep_unchanged": "只重新计价变更部分", "residual refund": "差额退还", "residual emd": "差额存入电子杂费单",
    "residual forfeit": "差额不退", "residual offset": "差额抵扣手续费", "used oneway": "已用航段按单程运价扣除",
    "used prorate": "已用航段按比例扣除", "tax refundable": "税费可退", "tax none": "税费不退",
    "yqyr refundable": "燃油附加费可退", "yqyr non_refundable": "燃油附加费不退", "fop original": "退回原付款方式",
    "fop voucher": "以代金券退还", "rules first": "变更后退票按原客票规定", "unavailable": "不允许", "note": "",
}


def told(levels: Levels, number: int) -> list[str]:
    """The sentences of one category, those of the nearest rule first; none where no rule speaks of it."""
    found = levels.answering(number)
    return [line for _, rule in (*found.nearest, *found.farther) for category in rule.categories
            if category.number == number for line in _category(category)]


def _category(category: Category) -> Iterator[str]:
    for table in category.tables():
        said = "，".join(filter(None, (_said(clause, category.number, table) for clause in table.clauses)))
        when = "、".join(map(_heading, table.when))
        if said or when:
            yield f"{when}：{said or '无限制'}。" if when else f"{said}。"


def _said(clause: Clause, number: int, table: Table) -> str:
    if clause.phrase == "fee":
        return f"收取{spoken(clause.values[0])}{'（按公布运价）' if 'published' in clause.values else ''}"
    found = CLAUSES.get(clause.phrase)
    if found is None:
        return sentences.sentence(clause, number, table).rstrip(".")
    return found.format(*map(spoken, clause.values))


def _heading(clause: Clause) -> str:
    lead = clause.words[0]
    if lead == "from" and isinstance(clause.values[0], Duration):
        return f"航班起飞前{spoken(clause.values[0])}（含）以上"
    if lead in ("pax", "index pax"):
        return "、".join(PASSENGERS.get(plain(each), sentences.spoken(each)) for each in clause.values[0])
    found = HEADINGS.get(clause.phrase)
    return found.format(*map(spoken, clause.values)) if found else sentences.heading(clause)


def spoken(word: Any) -> str:
    """7d is 7天, 5% stays."""
    match word:
        case Duration():
            return f"{word.count}{UNITS[word.unit]}"
        case Range():
            return f"{spoken(word.first)}至{spoken(word.last)}"
        case Percent():
            return f"{word.rate.normalize():f}%"
        case Money():
            return f"{word.currency} {word.amount.normalize():f}"
    return sentences.spoken(word)
