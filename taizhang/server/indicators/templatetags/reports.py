"""What the preview of a sheet says and where it leads."""
from django import template
from django.urls import reverse

from taizhang.indicators.points import Point
from taizhang.server.indicators.reasons import words

register = template.Library()


@register.filter
def report_word(said: str) -> str:
    """Why a cell has no number: the word that the workbook has, too."""
    return words()(said)


@register.filter
def sentence_url(point: Point) -> str:
    """Where the sentence of a value stands."""
    return f"{reverse('documents:page', args=[point.document])}?fact={point.key}#f-{point.key}"
