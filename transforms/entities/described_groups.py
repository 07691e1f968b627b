"""Definite descriptions: which organisation `the alliance` means."""

from transforms.entities.antecedents import Antecedents
from transforms.entities.groups import firms, groups, kinds
from transforms.entities.organisations import Organisation, topics_in
from transforms.entities.spans import Span
from transforms.entities.view import View


def described_group(view: View, antecedents: Antecedents, span: Span) -> Organisation | None:
    """Return the organisation a description means: the last one named that may be called so."""
    if span.noun < 0:
        return None
    noun = view.small(span.noun)
    wanted = groups().get(noun, frozenset())
    if not wanted and noun not in firms():
        return None
    topics = topics_in(view.small(token) for token in range(span.first, span.noun))
    for mention in antecedents.before(span.first):
        entity = mention.entity
        if not isinstance(entity, Organisation) or (span.code and entity.code and entity.code != span.code):
            continue
        if topics and entity.topic not in topics:
            continue
        is_bare = noun in firms() and entity.known is None and entity.words.isdisjoint(kinds())
        if entity.words & wanted or is_bare:
            return entity
    return None
