"""Where a task comes from, in words."""
from django import template

from taizhang.server.look.words import origin_words

register = template.Library()
register.filter("origin_words", origin_words)
