"""What the readers of office formats, OFD, letters and archives say of a file: message ids, said by `spoken`."""
from django.utils.translation import gettext_noop

SENTENCES = (
    gettext_noop("a {suffix} file is read through LibreOffice, which is not installed here"),
    gettext_noop("install it (on Debian: apt-get install {packages}), or save the file as {target}"),
    gettext_noop("LibreOffice takes too long with it"), gettext_noop("over the limit {limit} = {n}"),
    gettext_noop("open it in Word or WPS and save it as {target}"), gettext_noop("LibreOffice cannot open this {suffix} file"),
    gettext_noop("it is damaged, encrypted with a password, or of another kind"),
    gettext_noop("open it in Word or WPS and save it as {target}, without a password"), gettext_noop("LibreOffice cannot be started"),
    gettext_noop("see room and rights of the temporary folder, or save the file as {target}"),
    gettext_noop("named {suffix}, but the file is none"), gettext_noop("the file is encrypted with a password"),
    gettext_noop("save it without a password"), gettext_noop("an old office file in which neither a text nor a sheet is found"),
    gettext_noop("an OpenDocument that is neither a text nor a sheet"),
    gettext_noop("a workbook of Excel 2007 and later, WPS"), gettext_noop("a table of separated values"),
    gettext_noop("a letter by e-mail; what is attached to it is read by itself"), gettext_noop("Word 97 to 2003, WPS, through LibreOffice"),
    gettext_noop("rich text, through LibreOffice"), gettext_noop("an OpenDocument text, through LibreOffice"),
    gettext_noop("a workbook of Excel 97 to 2003, WPS, through LibreOffice"), gettext_noop("an OpenDocument sheet, through LibreOffice"),
    gettext_noop("an OFD with text"), gettext_noop("there is no page in this OFD"), gettext_noop("there is no document in this OFD"),
    gettext_noop("fetch the file again, or save it anew from the program that made it"), gettext_noop("this OFD holds pictures of pages"),
    gettext_noop("page {n} is a scan: its text stands in a picture only"), gettext_noop("a drawing of the page has too many points"),
    gettext_noop("save the file again in a simpler form"), gettext_noop("a row of the table has too many cells"),
    gettext_noop("save it as .txt if it is none"), gettext_noop("this is no table of separated values"), gettext_noop("save it as .xlsx, or as .txt"),
    gettext_noop("this letter cannot be read"), gettext_noop("save the letter again, or save its text as .txt"),
    gettext_noop("the body of this letter cannot be read"), gettext_noop("the letter has too many parts"),
    gettext_noop("named .eml, but it has no head of a letter"), gettext_noop("archives within archives too deep"), gettext_noop("unpack the file first"),
)
