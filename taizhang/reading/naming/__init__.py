"""What a number is about: the words of its indicator, completed where the text leaves them out.

A sentence is read from left to right (`name_mentions`); each `Mention` takes its own words from beside the number and,
where these are missing or only a tail (增速, 占比, 其中市级), completes them from the `Head` that the sentence has
spoken of last. One file a kind of number: ``counts``, ``money``, ``grants``, ``rates``, ``terms``, ``lists`` (分别), ``per``.
"""
from taizhang.reading.naming.mention import Mention
from taizhang.reading.naming.per import name_per
from taizhang.reading.naming.sentence import name_mentions

__all__ = ["Mention", "name_mentions", "name_per"]
