"""Documents come in: a plan first, then exactly that plan.

`storage` of the documents keeps the bytes, `packages` opens zips, `reader` has files read by a child without rights (`child`,
`cage`), `comparing` says what a file is beside what is there, `planning` and `applying` are the two jobs, `actions` what people do.
Not here: what becomes of reviewed facts in a new version (`taizhang.server.documents.anchoring`).
"""
