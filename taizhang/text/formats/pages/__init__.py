"""From signs on pages to a canonical text with its layout: for every format that knows where its signs stand.

A reader of such a format (.pdf, a recognised picture …) makes a `Sheet` of each page and hands them to `compose`. What happens then, in
this order: runs of signs on one visual line (`runs`), ruled tables (`ruled`), running heads, feet and page numbers (`furniture`), columns
(`columns`), tables by alignment (`aligned`), lines rejoined into paragraphs (`paragraphs`), the text with addresses and boxes (`writing`).
Not here: opening files, drawing pages.
"""
from taizhang.text.formats.pages.compose import compose
from taizhang.text.formats.pages.shapes import Rule, Sheet, Sign

__all__ = ["Rule", "Sheet", "Sign", "compose"]
