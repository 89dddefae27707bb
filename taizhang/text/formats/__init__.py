"""Formats by registry: what can become a canonical text, and what cannot yet.

Lives here: the registry (`register`, `get`, `known`), the recognition of a file by its content (`recognise`), and one
extractor per format: ``txt`` in `plain`, ``html`` in `html`, ``docx`` in `docx` and the ``docx_…`` modules beside it, ``xlsx`` and ``csv``
in `sheets`, ``markdown``, ``eml`` in `mail`, ``ofd`` in `ofd` and the
``ofd_…`` modules beside it, ``pdf`` in `pdf` and ``pdf_…``, ``image`` in `pictures`; old office files through `taizhang.text.convert`.
What knows where its signs stand becomes a text in `pages`; what is only drawn is recognised in `scans`.
Not here: sizes (`taizhang.text.limits`), opening files (`taizhang.text.load`).
"""
from taizhang.text.formats.kinds import NOT_YET, is_old, recognise
from taizhang.text.formats.registry import Extract, Format, by_suffix, get, known, register, unregister

__all__ = ["NOT_YET", "Extract", "Format", "by_suffix", "get", "is_old", "known", "recognise", "register", "unregister"]

register(Format("txt", (".txt", ".text", ""), "plain text: UTF-8, GB18030, UTF-16", "taizhang.text.formats.plain:extract", "txt/1"))
register(Format("html", (".html", ".htm", ".xhtml", ".shtml"), "a page of the web", "taizhang.text.formats.html:extract", "html/1"))
register(Format("docx", (".docx", ".docm", ".dotx"), "Word 2007 and later, WPS", "taizhang.text.formats.docx:extract", "docx/1"))
register(Format("pdf", (".pdf",), "a PDF: text, or scans with the extra `ocr`", "taizhang.text.formats.pdf:extract", "pdf/1", (b"%PDF-",)))
register(Format(
    "image", (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"), "a scan or picture, with the extra `ocr`",
    "taizhang.text.formats.pictures:extract", "image/1",
    (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a"),
))
register(Format("ofd", (".ofd",), "an OFD with text", "taizhang.text.formats.ofd:extract", "ofd/1"))
register(Format("xlsx", (".xlsx", ".xlsm", ".xltx"), "a workbook of Excel 2007 and later, WPS", "taizhang.text.formats.sheets:workbook", "xlsx/1"))
register(Format("csv", (".csv", ".tsv"), "a table of separated values", "taizhang.text.formats.sheets:separated", "csv/1"))
register(Format("markdown", (".md", ".markdown"), "Markdown", "taizhang.text.formats.markdown:extract", "markdown/1"))
register(Format("eml", (".eml",), "a letter by e-mail; what is attached to it is read by itself", "taizhang.text.formats.mail:extract", "eml/1"))

# What LibreOffice turns into one of the above first.
_DOCX, _XLSX = "taizhang.text.formats.docx:extract", "taizhang.text.formats.sheets:workbook"
register(Format("doc", (".doc", ".dot", ".wps", ".wpt"), "Word 97 to 2003, WPS, through LibreOffice", _DOCX, "doc/1", through=".docx"))
register(Format("rtf", (".rtf",), "rich text, through LibreOffice", _DOCX, "rtf/1", (b"{\\rtf",), through=".docx"))
register(Format("odt", (".odt", ".ott"), "an OpenDocument text, through LibreOffice", _DOCX, "odt/1", through=".docx"))
register(Format("xls", (".xls", ".xlt", ".et", ".ett"), "a workbook of Excel 97 to 2003, WPS, through LibreOffice", _XLSX, "xls/1", through=".xlsx"))
register(Format("ods", (".ods",), "an OpenDocument sheet, through LibreOffice", _XLSX, "ods/1", through=".xlsx"))
