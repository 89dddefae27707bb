"""Bytes become a canonical text, and a text becomes something that can be read.

Lives here: formats by registry (`load`), the canonical text with its addresses (`Text`), the reading view with
its way back (`Flow`), outline and numerals. Not here: what the words mean (``reading``).
"""
from taizhang.text.flow import Flow
from taizhang.text.limits import Limits
from taizhang.text.load import convert_first, load
from taizhang.text.numerals import chinese_number, chinese_percent, to_chinese
from taizhang.text.text import Address, Text

__all__ = ["Address", "Flow", "Limits", "Text", "chinese_number", "chinese_percent", "convert_first", "load", "to_chinese"]
