"""Scans: the printed pages drawn at 200 dpi, turned a little, noisy, a red seal over the date; saved as a PDF of pictures."""
import random
from pathlib import Path
from typing import Any

from benchmarks.papers.content import Source
from benchmarks.papers.official import Printer, page

NAME, SAYS, ASKED, ORDER = "scan", "scanned into .pdf: 200 dpi, turned 0.5\u20131\u00b0, noise, a red seal over the date", 0.85, 20
_SEAL = "\u2605"


def missing() -> str:
    """Why scans cannot be made or read here."""
    from taizhang.text.formats import scans

    return "" if scans.available() else "the extra ocr is not installed"


def make(source: Source, folder: Path, printer: Printer) -> Path:
    """Write the scan of a paper into ``folder``."""
    import pypdfium2
    from PIL import Image

    printed = printer.print(page(source), folder / f"{source.name}.printed.pdf")
    document = pypdfium2.PdfDocument(printed)
    chance = random.Random(source.name)
    pages = []
    for one in document:
        at = _place(one, source.date)
        picture = one.render(scale=200 / 72).to_pil().convert("RGB")
        if at:
            picture = _sealed(picture, at, chance)
        angle = chance.choice((-1, 1)) * chance.uniform(0.5, 1.0)
        pages.append(_noisy(picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)), chance))
    document.close()
    printed.unlink()
    target = folder / f"{source.name}.scan.pdf"
    pages[0].save(target, "PDF", resolution=200, save_all=True, append_images=pages[1:], quality=80)
    return target


def _place(one: Any, date: str) -> tuple[float, float] | None:
    """Middle of the date on a page, in pixels from its left upper edge; None where it does not stand there."""
    found = one.get_textpage().search(date).get_next() if date else None
    if not found:
        return None
    text = one.get_textpage()
    boxes = [text.get_charbox(found[0] + i) for i in range(found[1])]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    y = sum(box[1] + box[3] for box in boxes) / 2 / len(boxes)
    return (left + right) / 2 * 200 / 72, (one.get_height() - y) * 200 / 72


def _sealed(picture: Any, at: tuple[float, float], chance: random.Random) -> Any:
    """A round seal of 42 mm pressed over a place: a ring, a star, signs along the ring; ink through which black shows."""
    import math

    from PIL import Image, ImageChops, ImageDraw, ImageFont

    size = round(42 / 25.4 * 200)
    seal = Image.new("RGB", (size, size), (255, 255, 255))
    draw = ImageDraw.Draw(seal)
    ink = (224, 44, 40)
    draw.ellipse((6, 6, size - 6, size - 6), outline=ink, width=9)
    star = [(size / 2 + r * math.sin(math.pi * i / 5), size / 2 - r * math.cos(math.pi * i / 5)) for i in range(10) for r in ((52 if i % 2 == 0 else 21),)]
    draw.polygon(star, fill=ink)
    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 44, index=2)
    words = "\u781a\u5dde\u5e02\u4eba\u6c11\u653f\u5e9c\u529e\u516c\u5ba4"
    for i, sign in enumerate(words):
        angle = -math.radians(125) + math.radians(250) * i / (len(words) - 1)
        tile = Image.new("RGB", (60, 60), (255, 255, 255))
        ImageDraw.Draw(tile).text((8, -4), sign, fill=ink, font=font)
        tile = tile.rotate(-math.degrees(angle), fillcolor=(255, 255, 255))
        x, y = size / 2 + (size / 2 - 44) * math.sin(angle) - 30, size / 2 - (size / 2 - 44) * math.cos(angle) - 30
        seal.paste(ImageChops.multiply(tile, seal.crop((round(x), round(y), round(x) + 60, round(y) + 60))), (round(x), round(y)))
    x, y = round(at[0] - size / 2 + chance.uniform(-20, 20)), round(at[1] - size / 2 - chance.uniform(0, 40))
    made = picture.copy()
    made.paste(ImageChops.multiply(picture.crop((x, y, x + size, y + size)), seal), (x, y))
    return made


def _noisy(picture: Any, chance: random.Random) -> Any:
    """Grey paper with grain."""
    import numpy
    from PIL import Image

    grain = numpy.random.default_rng(chance.randrange(1 << 30)).normal(-6, 7, (picture.height, picture.width, 1))
    return Image.fromarray(numpy.clip(numpy.asarray(picture).astype("float32") + grain, 0, 255).astype("uint8"))
