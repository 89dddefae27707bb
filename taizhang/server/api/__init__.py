"""The interface for programs: tokens, the API below ``/api/v1/``, and the server that lets an assistant look facts up (`mcp`).

Lives here: tokens and who asks (`tokens`, `asking`), the one shape of errors (`errors`), versions and cursors (`versions`, `cursors`),
shapes of what goes in and out (`shapes`), and the addresses themselves, a noun a file in `routers`. Not here: what may be done and by
whom. Every address calls the actions, policies and query sets that the pages call.
"""
