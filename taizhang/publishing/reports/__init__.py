"""The sheet a bureau reports in: merged heads by a template that is pack data, filled from reviewed values, each with its source.

`template` is the pack section ``sheets``, `spans` how heads merge, `filling` what stands in each cell, `book` the workbook.
"""
from taizhang.publishing.reports.book import as_xlsx
from taizhang.publishing.reports.filling import Cell, Filled, fill, subjects_of
from taizhang.publishing.reports.template import SHEETS, Template, templates

__all__ = ["SHEETS", "Cell", "Filled", "Template", "as_xlsx", "fill", "subjects_of", "templates"]
