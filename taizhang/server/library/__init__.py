"""The library: how documents stand to each other, systems of policies, and pages by unit, region and indicator over all of them.

What one document does to another is `documents.effects`; which targets contradict each other is `documents.rivals`. Here is what looks
over the whole library at once.
"""
