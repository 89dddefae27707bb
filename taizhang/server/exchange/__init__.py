"""Workbooks go out and come back in, and documents are read anew: each as a plan first, then exactly that plan.

`columns` and `writing` make the edition of the ledger that can be taken back in, `preparing` the job for a long one. What comes back is
read by the caged child of the imports (`taking`), held against the ledger row by row (`weighing`, `planning`) and carried out by the
same actions as on the pages (`applying`). `bureau` reads sheets that are not ours by a mapping, `anew` has texts read by a newer reader.
Not here: how facts are decided (`facts`), how cells are read (`taizhang.text.cells`).
"""
