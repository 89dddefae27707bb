"""Pieces of pages with declared inputs: stamp, kind, state, time, person, source."""
from django import template

register = template.Library()
