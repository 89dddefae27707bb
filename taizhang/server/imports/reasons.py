"""Why an item is what it is: message ids with values, kept with the item and said in the language of whoever reads."""
from typing import Any

from django.utils.translation import gettext, gettext_noop

from taizhang.server.imports.spoken import spoken

SAME_TEXT = gettext_noop("The text is the same, character for character, as that of “{title}”.")
SAME_FILE_HERE = gettext_noop("It is the same file as “{name}” in this import.")
SAME_TEXT_HERE = gettext_noop("It has the same text as “{name}” in this import.")
EARLIER_TEXT = gettext_noop("This is the text of an earlier version of “{title}”; a newer one stands in the ledger.")
WITHDRAWN = gettext_noop("The same text was imported as “{title}” and withdrawn.")
NUMBER_IS_NEW = gettext_noop("No document here has the number {number}.")
TITLE_IS_NEW = gettext_noop("The text gives no document number, and no document here has this title, issuer and year.")
NUMBER_IS_KNOWN = gettext_noop("“{title}” has the same number {number}, and its text differs: this is a new version of it.")
OTHER_TITLE = gettext_noop("The number {number} belongs to “{title}”, whose title or issuer is another.")
SEVERAL = gettext_noop("{count} documents have the number {number}.")
TITLE_IS_KNOWN = gettext_noop("“{title}” has the same title, issuer and year; a document number that could decide is missing.")
NUMBER_HERE = gettext_noop("“{name}” in this import has the same number {number} and another text.")
TITLE_HERE = gettext_noop("“{name}” in this import has the same title, issuer and year, and another text.")
FOREIGN = gettext_noop("A document with this number or title is kept by a unit outside your scope; ask who imports for it.")
NO_TITLE = gettext_noop("No title was found in the text; it is called by the name of the file.")
NO_FACTS = gettext_noop("No facts were found in the text.")
MOVED_ON = gettext_noop("“{title}” was changed after the plan was made.")
ARRIVED = gettext_noop("After the plan was made, “{title}” came in by another import.")
UNREADABLE = gettext_noop("The file cannot be read: {what}.")
UNREADABLE_WHY = gettext_noop("The file cannot be read: {what} ({why}).")
SECRET = gettext_noop("It bears a mark of secrecy ({level}). It was refused, and nothing of it was kept.")
SECRET_HINT = gettext_noop("What is secret is handled on paper or in the network for it; tell the office for confidentiality that it was handed in here.")
GONE = gettext_noop("The file is not here any more; hand it in again.")
RESTRICTED = gettext_noop("It bears “{marks}”: say why it may come in. It will never be public.")
PERSONAL = gettext_noop("It holds data of persons (identity cards: {identity}, telephones: {telephones}): decide whether they are masked.")
NOT_KEPT = gettext_noop("The file was not kept: {what}.")
LEADS_OUT = gettext_noop("The name of the file in the archive leads out of its folder.")
Reason = dict[str, Any]


def because(says: str, **values: object) -> Reason:
    """A reason to keep with an item."""
    return {"says": says, "values": {name: str(value) for name, value in values.items()}}


def refusal(error: dict[str, str]) -> list[Reason]:
    """The reasons of a file that could not be read: what and why, then what to do."""
    what, why, hint = error.get("what", ""), error.get("why", ""), error.get("hint", "")
    said = because(UNREADABLE_WHY if why else UNREADABLE, what=what, why=why)
    return [said, because(hint)] if hint else [said]


def say(reason: Reason) -> str:
    """A reason in the language of the page."""
    known = reason["says"]
    values = {name: spoken(value) if name in ("what", "why") else value for name, value in reason.get("values", {}).items()}
    return gettext(known).format_map(values) if values else spoken(gettext(known))
