"""What is searched: passages of texts, heads of documents, and which texts are in the index.

All of it is made from texts and documents and can be made anew at any time; nothing here is history.
"""
from django.db import models

#: Low bits of a passage's id are its place in the text, the others the text's id: an index alone says which text it found.
SHIFT = 20


class Passage(models.Model):
    """A stretch of a canonical text that is found as one: a heading, or a paragraph, of a long one a part.

    ``start``..``end`` count code points; ``node`` is the index of the innermost heading above it in the text's outline, -1 where
    there is none; a passage that is a heading names itself. Rows are only ever removed all together, see `index`.
    """

    id = models.BigIntegerField(primary_key=True)
    text = models.ForeignKey("documents.Text", models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    node = models.IntegerField(default=-1)
    heading = models.BooleanField(default=False)


class Head(models.Model):
    """The words of one version of a document's head: ``name`` title and number, ``words`` these and issuers and addressees.

    Tokens with a blank around each, so that a row of tokens is a run of characters. ``issuers`` holds each name in full, between lines.
    """

    document = models.OneToOneField("documents.Document", models.CASCADE, primary_key=True, related_name="head")
    number = models.TextField(blank=True)
    name = models.TextField(blank=True)
    words = models.TextField(blank=True)
    issuers = models.TextField(blank=True)


class Indexed(models.Model):
    """A text that is in the index, as the tokeniser of this ``release`` of it cuts and folds."""

    text = models.OneToOneField("documents.Text", models.CASCADE, primary_key=True, related_name="indexed")
    release = models.PositiveSmallIntegerField()
