"""Signs of the symbol fonts that Word writes as codes of a font instead of as letters."""

_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xA5: "∞", 0xB7: "•", 0xAE: "→", 0xB2: "″",
    0xA2: "′", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x2D: "−",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⬧", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0xA1: "○", 0xA7: "▪", 0xA8: "◻",
    0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x80: "⓪",
    **{0x81 + i: chr(ord("①") + i) for i in range(10)}, **{0x8C + i: chr(ord("❶") + i) for i in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x52: "☑", 0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x53: "☒", 0xA3: "□", 0x54: "☒", 0x98: "●", 0xA2: "■"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str | None, code: int, otherwise: str = "\ufffd") -> str:
    """The sign that a code shows in a font; codes of symbol fonts may be moved to U+F000.

    >>> symbol("Symbol", 0xF0B3), symbol("Wingdings", ord("l")), symbol("Wingdings", 0xF001), symbol("SimSun", ord("l"))
    ('≥', '●', '�', 'l')
    """
    signs = _FONTS.get((font or "").strip().lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if signs is not None:
        return signs.get(low, otherwise)
    usable = 0x20 <= code < 0x110000 and not 0xD800 <= code <= 0xDFFF and not 0xE000 <= code <= 0xF8FF
    return chr(code) if usable else otherwise
