"""The statements of a batch of texts, from tokens to rows."""

import numpy as np

from transforms.quotes import find_quotes
from transforms.statements.assemble import assemble
from transforms.statements.cues import find_cues, find_speakers
from transforms.statements.frames import Found, as_rows
from transforms.statements.patterns import Patterns
from transforms.statements.reader import Reader, stored_reader
from transforms.statements.speakers import give_speakers
from transforms.statements.stream import read_stream
from transforms.tokens import Flags, Tokens


def find_statements(tokens: Tokens, reader: Reader | None = None) -> tuple[Found, Flags]:
    """Return the statements, and which tokens stand in quotations. reader: None is the one that is shipped."""
    reader = reader or stored_reader()
    quotes = find_quotes(tokens)
    stream = read_stream(tokens, quotes)
    read = reader(stream)
    patterns = Patterns.of(tokens, stream)
    cues = patterns.cues(find_cues(reader, read, stream))
    given = give_speakers(tokens, stream, quotes, cues, patterns.pointed(find_speakers(reader, read, stream)))
    statements = assemble(tokens, stream, quotes, read, cues, given, patterns)
    change = np.zeros(len(tokens) + 1, np.int64)
    change[quotes.first] += 1
    change[quotes.last + 1] -= 1
    quoted: Flags = np.cumsum(change[:-1]) > 0
    return as_rows(tokens, stream, quotes, statements, reader.shown), quoted
