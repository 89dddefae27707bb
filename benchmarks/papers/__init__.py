"""The five real texts made into the papers an office gets, and what is still found in them.

``python -m benchmarks.papers [NAME …]`` makes every kind of paper (or those named) of the texts beside the checkout in a temporary folder,
reads them, holds their facts against those of the text itself (`benchmarks.papers.comparing`), and writes the figures into docs/reading.md.

**To add a kind of paper**, put a module into ``benchmarks/papers/makers``. It holds

- ``NAME``: one word for it; ``SAYS``: what it is, for the table; ``ORDER``: a number that says where in the table it stands;
- ``ASKED``: the strict F1 it has to reach;
- ``make(source, folder, printer) -> Path``: writes the paper of a text (`benchmarks.papers.content.Source`) into the folder and returns
  where. ``printer`` prints HTML (`benchmarks.papers.official.page` makes that of the official layout) into PDF by a real browser;
- optionally ``missing() -> str``: why it cannot be made here (a program is absent), empty where it can. Its old row stays on the page.

Nothing else has to be told: modules of that folder are found by themselves.
"""
