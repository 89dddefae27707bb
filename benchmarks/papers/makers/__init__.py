"""One module for each kind of paper; see `benchmarks.papers` for what it holds."""
