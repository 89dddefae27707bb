"""Tasks that no document brought: from a leader's instruction, a letter, a decision, or typed; and clauses that name no unit.

The sentence of such a task is a document of its own, a note, so that the task opens to its source as any other.
"""
