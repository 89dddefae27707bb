"""Title, number, issuers, dates and years from the head and foot."""
import re
from collections import Counter

from taizhang.reading.context import Reading
from taizhang.reading.metadata_issuer import NATION, is_body, place_in_prose, place_of, split_bodies
from taizhang.reading.metadata_lines import Line, foot, head, labelled, tight
from taizhang.reading.metadata_time import DATE, date_in, iso, years_of_headings, years_of_title
from taizhang.reading.metadata_title import (
    Title,
    assembly,
    find_addressees,
    find_number,
    find_title,
    is_number,
    issuers_before,
    joined,
    red_head,
)
from taizhang.reading.stage import stage
from taizhang.text import Flow
from taizhang.values import Metadata

Congress = tuple[int, str | None, str]  # as `assembly` gives it

# Genres, first fitting one; "other" where none does. The title decides, and behind 印发 the title of what is issued.
# work_report: a government's report to its congress; bulletin: figures of a year; summary_plan: a year summed up or
# planned; task_division: who does what; rules: articles that bind (办法, 规定); plan: 规划, 方案; opinion: 意见, 措施;
# notice: results, lists, circulars.
_GENRES = (
    ("work_report", re.compile(r"政府工作报告")),
    ("bulletin", re.compile(r"公报|统计(?:年报|分析|快报)")),
    ("summary_plan", re.compile(r"总结|工作(?:要点|安排|打算|思路|计划)|要点$|工作报告|工作情况|情况的?(?:报告|汇报)")),
    ("task_division", re.compile(r"任务分工|分工方案|分工的|责任分(?:工|解)|重点任务|任务清单|责任清单|实事")),
    ("rules", re.compile(r"(?:办法|细则|规定|条例|规则|制度|准则)(?:（试行）|\(试行\)|（暂行）)?(?:的通知|》的通知)?$")),
    ("plan", re.compile(r"规划|计划|方案|纲要|行动")),
    ("opinion", re.compile(r"意见|决定|措施|政策")),
    ("notice", re.compile(r"通知|通报|通告|公告|名单|批复|函$")),
)
_REPORT = re.compile(r"我(?:受|代表)(?P<body>[\u4e00-\u9fff]{0,16}?(?:人民政府|国务院))[，]?(?:委托，)?向(?:大会|会议)")
_SPEAKER = re.compile(r"(?P<body>[\u4e00-\u9fff]{4,24}(?:委员会|局|厅|院))(?:主任|局长|厅长|院长)")
#: Who may see a document, the widest first.
PUBLICITIES = ("主动公开", "依申请公开", "不予公开")
#: How documents say the first of these.
PUBLIC_WORDS = ("主动公开", "公开发布", "全文公开", "公开")
_PUBLIC = re.compile(rf"此件(?P<how>[\u4e00-\u9fff]{{0,12}}公开[\u4e00-\u9fff]{{0,4}})|^(?P<whole>{'|'.join(PUBLICITIES)})$")
_HORIZON = re.compile(r"(?:到|至|截至)(20\d{2})年(?!以来)")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|“?(?:19|20)\d{2}年|“十|[\u4e00-\u9fff]{2,24}(?:19|20)\d{2}年")


@stage(reads="flow outline", writes="metadata")
def metadata(reading: Reading) -> None:
    """Title, number, issuers, dates and years from the head and foot.

    ``issued`` is an ISO date or ``YYYY-MM``; ``plan_for`` a year, or ``2030/2032`` where a title gives both ends; ``place`` the
    full name of the region the document speaks for (``全国`` for national bodies), None where neither head, number, title nor
    the text itself tells; ``genre`` one of the names in ``_GENRES`` or ``other``.
    """
    text = reading.text.text
    top, bottom = head(text), foot(text)
    fields = labelled(top) | {k: v for k, v in labelled(bottom).items() if k == "publicity"}
    congress = assembly(top)
    report = _REPORT.search(reading.flow.text[:3000])
    title = _title(top, congress, report is not None, fields)
    words = title.words if title else None
    genre = _genre(words, report is not None or (congress is not None and "情况" not in (words or "")))
    number, number_at = find_number(top, title)
    signed = _signed(top, bottom)
    issuers = _issuers(top, fields, title, signed[0], congress, report)
    named = (report["body"],) if report and report["body"] else ()
    place = _place(reading, issuers or named, words, number, congress)
    if not issuers and report:
        body = report["body"]
        own = place if place and place != NATION else ""
        issuers = ("国务院",) if body == "国务院" else (own + "人民政府",) if own else (body,) if len(body) > 6 else ()
    issued = (_dated(fields.get("issued")) or (date_in(congress[2]) if congress else None) or signed[1]
              or _dated(fields.get("published")) or _printed(bottom))
    back, ahead = _years(reading.flow, words, genre, issued)
    after = max(title.last if title else 0, number_at)
    reading.metadata = Metadata(
        title=words, issuers=issuers, number=_number(fields.get("number")) or number, issued=issued,
        year_of=back, plan_for=ahead, publicity=_publicity(fields, top, bottom), place=place, genre=genre,
        addressees=fields.get("addressees") or (None if genre == "work_report" else find_addressees(top, after)),
    )


def _dated(written: str | None) -> str | None:
    return date_in(written) if written else None


def _number(written: str | None) -> str | None:
    return written if written and "号" in written and len(written) <= 60 else None


def _title(top: list[Line], congress: Congress | None, report: bool, fields: dict[str, str]) -> Title | None:
    if congress:
        lines = [line.written for line in top[: congress[0]] if not line.plain.startswith("各位") and not DATE.match(line.tight)]
        if lines:
            return Title(joined(lines), congress[0])
        return Title("政府工作报告", -1) if report else None
    found = find_title(top)
    if "title" in fields and (found is None or len(fields["title"]) > len(found.words)):
        return Title(fields["title"], found.last if found else 0, issuers_before(fields["title"]))
    if found is None and report:
        return Title("政府工作报告", -1)
    if found is None:
        for i, line in enumerate(top[:3]):
            if 6 <= len(line.tight) <= 40 and not _NO_TITLE.search(line.plain) and not is_number(line) and not DATE.search(line.tight) \
                    and not is_body(line.tight):
                return Title(line.written, i)
    return found


def _genre(title: str | None, report: bool) -> str:
    if report:
        return "work_report"
    issued = tight(title or "").rpartition("印发")[2]
    for name, pattern in _GENRES:
        if pattern.search(issued):
            return name
    return "other"


_NO_TITLE = re.compile(r"[。；：:;,，、]$|^附|^[一二三四五六七八九十]{1,3}、|^[(\d]")
_SIGNED = re.compile(
    r"(?P<bodies>[\u4e00-\u9fff（）()、\s]{0,120}?)(?P<date>(?:(?:19|20)\d{2}|[一二][〇○零O九一二三四五六七八]{3})\s?年.{2,10}?日)"
    r"\s{0,9}(?:\(此件[^)]{2,20}\))?$"
)


def _signed(top: list[Line], bottom: list[Line]) -> tuple[tuple[str, ...], str | None]:
    """Bodies and date of the sign-off: lines of bodies with a date below, or both at the end of a glued line."""
    lines = list({line.start: line for line in [*top, *bottom]}.values())
    best: tuple[tuple[str, ...], str | None] = ((), None)
    for i, line in enumerate(lines):
        end = line.plain[-160:]
        if "日" not in end[-30:]:
            continue
        found = _SIGNED.search(end)
        if not found or len(line.plain) > 160 and found["bodies"].strip() == "":
            continue
        date = DATE.fullmatch("".join(found["date"].split()))
        when = iso(date) if date else None
        if when is None:
            continue
        own = _last_bodies(found["bodies"])
        alone = len(line.plain) <= 60 and not own and line.tight.startswith(tight(found["date"]))
        if not own and not alone:
            continue
        bodies = list(own)
        if alone:
            k = i - 1
            while k >= 0 and i - k <= 8 and (more := split_bodies(lines[k].written)):
                bodies[:0] = more
                k -= 1
        if bodies:
            return tuple(bodies), when
        if best[1] is None:
            best = ((), when)
    return best


def _last_bodies(written: str) -> list[str]:
    """The bodies at the end of a stretch without punctuation: set apart by blanks, or the whole of it."""
    for piece in (written.strip(), re.split(r"\s{2,}", written.strip())[-1]):
        if bodies := split_bodies(piece):
            return bodies
    return []


def _printed(bottom: list[Line]) -> str | None:
    for line in bottom:
        if line.plain.endswith("印发"):
            return date_in(line.written)
    return None


def _issuers(top: list[Line], fields: dict[str, str], title: Title | None, signed: tuple[str, ...], congress: Congress | None,
             report: re.Match[str] | None) -> tuple[str, ...]:
    stated = tuple(split_bodies(fields.get("issuer", "")))
    titled = title.issuers if title else ()
    if titled and (not stated or set(stated) <= set(titled)):
        return titled
    if stated:
        return stated
    if congress:
        for line in top[congress[0] + 1 : congress[0] + 4]:
            if (speaker := _SPEAKER.match(line.tight)) and is_body(speaker["body"]):
                return (speaker["body"],)
        return ("国务院",) if congress[1] is None else (congress[1] + "人民政府",)
    if report:
        return ()
    byline: tuple[str, ...] = ()
    for line in top[title.last + 1 : title.last + 5] if title else ():
        if not (bodies := split_bodies(line.written)):
            break
        byline += tuple(bodies)
    return red_head(top) or byline or signed


def _place(reading: Reading, issuers: tuple[str, ...], title: str | None, number: str | None, congress: Congress | None) -> str | None:
    lexicon = reading.lexicon
    if congress:
        return lexicon.places.get(congress[1], congress[1]) if congress[1] else NATION
    for body in issuers:
        if place := place_of(body, lexicon):
            return place
    if number:
        heads = [h for h in lexicon.number_heads if number.startswith(h)]
        if heads:
            return lexicon.number_heads[max(heads, key=len)]
    if title and (place := place_of(title, lexicon)):
        return place
    if title and "全国" in title:
        return NATION
    return place_in_prose(reading.flow.text[:60_000], lexicon) or lexicon.home


def _publicity(fields: dict[str, str], top: list[Line], bottom: list[Line]) -> str | None:
    if "publicity" in fields:
        return fields["publicity"]
    for line in [*bottom, *top]:
        if found := _PUBLIC.search(line.tight[-60:]):
            return found["how"] or found["whole"]
    return None


def _years(flow: Flow, title: str | None, genre: str, issued: str | None) -> tuple[str | None, str | None]:
    back, ahead = years_of_title(title) if title else (None, None)
    if genre in ("work_report", "other") and not (back and ahead):
        headings = [flow.text[a:b] for a, b in flow.paragraphs
                    if b - a <= 48 and flow.text[b - 1] not in "。；" and _HEADING.match(flow.text, a, b)]
        found = years_of_headings(headings, issued)
        back, ahead = back or found[0], ahead or found[1]
    if genre == "work_report":
        if back is None and ahead is None:
            back, ahead = _years_by_date(flow, issued)
        elif ahead is None and back is not None:
            ahead = str(int(back) + 1)
        elif back is None and ahead is not None:
            back = str(int(ahead) - 1)
    if genre in ("plan", "opinion", "task_division") and ahead is None and back is None:
        horizons = Counter(_HORIZON.findall(flow.text)).most_common(1)
        if horizons and horizons[0][1] >= 2:
            ahead = horizons[0][0]
    return back, ahead


def _years_by_date(flow: Flow, issued: str | None) -> tuple[str | None, str | None]:
    """A report given in January to November reviews the year before; one given in December its own year."""
    if issued:
        year = int(issued[:4]) + (issued[5:7] == "12")
        return str(year - 1), str(year)
    found = re.search(r"((?:19|20)\d{2})年[^。]{0,12}(?:主要预期目标|工作安排|重点工作|主要任务)", flow.text)
    if found:
        return str(int(found[1]) - 1), found[1]
    return None, None
