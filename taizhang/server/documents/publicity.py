"""Whether a document may be shown to everybody: the one question that portal and publishing ask."""
from django.db.models import Q
from django.utils.translation import gettext as _

from taizhang.reading.metadata import PUBLIC_WORDS
from taizhang.server.accounts.policy import YES, Verdict
from taizhang.server.documents.models import Document
from taizhang.text.persons import nameless
from taizhang.text.secrecy import masked


def may_be_public(document: Document) -> Verdict:
    """Whether the portal may show a document, or a sentence why not. What does not say it is public is not."""
    if document.state == "withdrawn":
        return Verdict(False, _("It was withdrawn."))
    if document.restricted:
        return Verdict(False, _("It bears “{mark}”: it is never public.").format(mark=document.restricted))
    if not document.publicity:
        return Verdict(False, _("It does not say whether it is public: somebody has to look and say so first."))
    if document.publicity not in PUBLIC_WORDS:
        return Verdict(False, _("Its publicity is “{publicity}”.").format(publicity=document.publicity))
    return YES


def public() -> Q:
    """The condition for documents of which `may_be_public` says yes."""
    return Q(publicity__in=PUBLIC_WORDS, restricted="") & ~Q(state="withdrawn")


def public_words(text: str) -> str:
    """A text as the portal may show it: data and names of persons are masked there also where the office keeps them."""
    return nameless(masked(text))
