"""Common Norwegian words (bokmål and nynorsk): what is no name and no misspelling.

``words.txt.gz`` holds words written in lower case four times or more in NoReC (texts may not be
republished, derived lists may; Velldal et al. 2018), and the lower-case words of the Norwegian
Dependency Treebank, and the unmarked words of the training corpus. No running text.
"""

from __future__ import annotations

import gzip
import zlib
from functools import cache
from importlib import resources

from redaction import DetectionError


@cache
def common_words() -> frozenset[str]:
    """Return the words, folded as the file holds them.

    Raises:
        DetectionError: if the list is missing or broken.
    """
    source = resources.files(__name__).joinpath("words.txt.gz")
    try:
        text = gzip.decompress(source.read_bytes()).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DetectionError("the word list is missing or broken") from error
    return frozenset(text.split("\n"))
