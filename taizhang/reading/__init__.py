"""Text becomes facts: a printable list of small stages.

Lives here: the stages, the pipeline (`STAGES`), scoring against gold. Not here: names of places, units and
indicators (``packs``, given as a lexicon), completing unit lists (``bodies``), judging (``indicators``).
"""
from taizhang.packs import Lexicon
from taizhang.reading.api import read, read_loaded
from taizhang.reading.pipeline import STAGES, run
from taizhang.text import Text
from taizhang.values import Facts

__all__ = ["STAGES", "read", "read_loaded", "read_text", "run"]


def read_text(text: str, name: str = "text") -> Facts:
    """Read a text that is at hand as a string, with the pack ``china``."""
    return run(Text.of(text, name), Lexicon())
