"""Formats by registry: what can become a canonical text, and what cannot yet.

Lives here: the registry (`register`, `get`, `known`), the recognition of a file by its content (`recognise`), and one
extractor per format: ``txt`` in `plain`, ``html`` in `html`, ``docx`` in `docx` and the ``docx_…`` modules beside it, ``pdf`` in `pdf` and
``pdf_…``, ``image`` in `pictures`. What knows where its signs stand becomes a text in `pages`; what is only drawn is recognised in `scans`.
Not here: sizes (`taizhang.text.limits`), opening files (`taizhang.text.load`).
"""
from taizhang.text.formats.kinds import NOT_YET, recognise
from taizhang.text.formats.registry import Extract, Format, by_suffix, get, known, register, unregister

__all__ = ["NOT_YET", "Extract", "Format", "by_suffix", "get", "known", "recognise", "register", "unregister"]

register(Format("txt", (".txt", ".text", ".md", ""), "plain text: UTF-8, GB18030, UTF-16", "taizhang.text.formats.plain:extract", "txt/1"))
register(Format("html", (".html", ".htm", ".xhtml", ".shtml"), "a page of the web", "taizhang.text.formats.html:extract", "html/1"))
register(Format("docx", (".docx", ".docm", ".dotx"), "Word 2007 and later, WPS", "taizhang.text.formats.docx:extract", "docx/1"))
register(Format("pdf", (".pdf",), "a PDF: text, or scans with the extra `ocr`", "taizhang.text.formats.pdf:extract", "pdf/1", (b"%PDF-",)))
register(Format(
    "image", (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"), "a scan or picture, with the extra `ocr`",
    "taizhang.text.formats.pictures:extract", "image/1",
    (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a"),
))
