"""Values of indicators leave the house: comma-separated, JSON, a workbook, a Frictionless Data Package; one row, one source.

`columns` says what a row is and how long its names are kept, `forms` has the four ways to write. Nothing here judges a value or
decides who may see it: whoever calls has chosen the points.
"""
from taizhang.publishing.series.columns import COLUMNS, KEPT_UNTIL, OPS, VERSION, Row, rows
from taizhang.publishing.series.edition import Edition, Licence, Paper
from taizhang.publishing.series.forms import FORMS, Form, named, names

__all__ = ["COLUMNS", "FORMS", "KEPT_UNTIL", "OPS", "VERSION", "Edition", "Form", "Licence", "Paper", "Row", "named", "names", "rows"]
