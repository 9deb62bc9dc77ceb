"""What the program says of itself: languages, and card numbers it does not repeat."""
import pytest

from pnr.terminal import words
from pnr.terminal.cards import hidden
from pnr.terminal.options import SHARED


@pytest.mark.parametrize("entry, shown", [
    ("FPCCVI4111111111111111/1228", "FPCCVI4111111111111111/1228"),
    ("FPCCVI4929420573595709/1228", "FPCCVIXXXXXXXXXXXX5709/1228"),
    ("AP13800138000", "AP13800138000"),
    ("TWD/TKT9992300000011", "TWD/TKT9992300000011"),
])
def test_only_documented_test_cards_are_shown(entry, shown):
    assert hidden(entry) == shown


@pytest.mark.parametrize("environment, language", [
    ({}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
    ({"LANG": "en_US.UTF-8", "PNR_LANG": "zh"}, "zh"),
])
def test_the_language_is_asked_for_or_the_locale_s(environment, language, monkeypatch):
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "PNR_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert words.language() == language


def test_every_shared_option_has_its_chinese():
    assert {settings["help"] for _, settings in SHARED} <= words.CHINESE.keys()
