"""Everything about a place, as data: loader, layers, and the packs we ship."""
from taizhang.packs.lexicon import Lexicon

__all__ = ["Lexicon"]
