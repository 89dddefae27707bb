"""How fast the reader is, how much memory it takes, and how both grow; beside other tools on the same text in one run.

``python -m benchmarks`` (``make bench``) measures and writes ``docs/benchmarks.md``. The comparators belong to the extra
``bench`` alone; nothing under ``taizhang`` imports them.
"""
