"""The office server: who may do what, nothing lost, documents and ledger on pages.

Lives here: the table of settings (`configuration`), Django's own settings made from it (`settings`), and the apps, lowest first:
``history`` (rows that are never overwritten), ``audit`` (the trail that proves itself, and actions), ``look`` (shell and
components of pages), ``accounts`` (users, roles, policies), ``oversight`` (reading the trail, expunging), ``jobs`` (long work),
``local`` (the installation's own layer), ``facts`` (what was read and what people decided), ``documents`` (texts and their page),
``imports`` (plan, then apply), ``ledger`` (all facts as one table),
``search`` (all of it by words), ``library`` (how documents stand to each other; pages by unit, region, indicator), ``tasks`` (by hand,
and clauses without units), ``review`` (the queue of what waits for a decision), ``accuracy`` (how well the reader reads here),
``exchange`` (sheets out and in, texts read anew), ``api`` (the interface for programs), ``home`` (the first page, health). An app
imports apps before it in this list only. Above them: ``backup``. Not here: how a text is read (``reading``).
"""
