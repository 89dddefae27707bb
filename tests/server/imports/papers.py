"""Documents of an invented place, as many as one wants, each with facts of its own."""
TITLE = "砚州市人民政府办公室关于印发砚州市第{n}批创新工作要点的通知"
PAPER = """{title}
{number}

各县（市、区）人民政府，市直有关单位：
    现将工作要点印发给你们，请认真组织实施。
                         砚州市人民政府办公室
                         2027年3月{day}日
（此件主动公开）

一、主要目标
到2027年底，全市研发经费投入达到{a}亿元，高新技术企业达到{b}家。
二、重点任务
（一）培育第{n}批企业。新认定高新技术企业{c}家。
责任单位：市科技局、市工信局、市财政局
（二）建设第{n}批平台。新建省级研发平台{d}个。
责任单位：市科技局
"""


def number_of(n: int) -> str:
    """The number of the n-th document."""
    return f"砚政办〔2027〕{n}号"


def paper(n: int, *, number: str | None = None, title: str | None = None, extra: str = "") -> tuple[str, bytes]:
    """The n-th document as a file."""
    text = PAPER.format(
        n=n, title=title or TITLE.format(n=n), number=number_of(n) if number is None else number, day=n % 28 + 1, a=500 + n, b=1000 + n, c=20 + n, d=3 + n)
    return f"paper{n}.txt", (text + extra).encode()


def papers(count: int, first: int = 1) -> list[tuple[str, bytes]]:
    """The first ones."""
    return [paper(n) for n in range(first, first + count)]
