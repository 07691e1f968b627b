"""One damage for each check in `checks/`: what to plant, and which checks see it."""

from typing import NamedTuple


class Damage(NamedTuple):
    """SQL that spoils one document of a valid stage, and why other checks than the one meant fail too."""

    sql: str
    also: frozenset[str] = frozenset()


# Whatever cuts offsets out of an article's text.
SLICES = frozenset(
    {
        "mentions quote their article",
        "mentions stand in their sentence",
        "statement parts quote their article",
        "speakers quote their article",
        "cues quote their article",
    }
)

# By document: $victim is the document's id, $article its article's.
ROWS: dict[str, Damage] = {
    "ledger rebuilds document": Damage(
        # As long as the line that was there, and on a dropped line: nothing else can see it.
        "update lines set raw = 'Home < World' where document_id = $victim and line_no = 1"
    ),
    "lines are contiguous": Damage(
        'update lines set start = start + 1, "end" = "end" + 1 where document_id = $victim and line_no = 8'
    ),
    "document size is that of its ledger": Damage(
        "update documents set char_count = char_count + 1 where document_id = $victim"
    ),
    "article text is its kept lines": Damage(
        "update articles set text = replace(text, 'spring', 'autumn') where document_id = $victim"
    ),
    "kept lines are not empty": Damage(
        "update lines set kind = 'body', kept = true where document_id = $victim and line_no = 4"
    ),
    "articles have text": Damage(
        "update articles set text = '' where document_id = $victim",
        SLICES | {"article text is its kept lines"},
    ),
    "kept lines are body": Damage("update lines set kind = 'promo' where document_id = $victim and line_no = 6"),
    "edits quote their line": Damage(
        "update line_edits set removed = 'date 2024-03-06 ' where document_id = $victim and edit_no = 1"
    ),
    "edits do not overlap": Damage(
        # Nothing is taken out of the stretch that is cut already, so the text stays as it was.
        """
        insert into line_edits by name
        select * replace (3 as edit_no, start + 1 as start, start + 1 as "end", '' as removed, '' as replacement)
        from line_edits
        where document_id = $victim and edit_no = 1
        """,
        # Out of order, so the pieces between the edits no longer meet.
        frozenset({"article text is its kept lines"}),
    ),
    "edits are of kept lines": Damage(
        """
        insert into line_edits by name
        select document_id, line_no, 1 as edit_no, start, start + 4 as "end", 'repair' as kind, 'Home' as removed,
            'House' as replacement, 'rule' as reason, run_id
        from lines
        where document_id = $victim and line_no = 1
        """
    ),
    "loaded documents have one article": Damage("delete from articles where document_id = $victim", SLICES),
    "articles have one current version": Damage(
        "insert into article_versions values ($article, 'an older document', 0, true)"
    ),
    "article date is its winner": Damage("update articles set published_on = '2024-03-04' where document_id = $victim"),
    "winning dates have a value": Damage(
        "update article_dates set value = null where document_id = $victim and is_winner",
        # Its date now rests on nothing.
        frozenset({"article date is its winner"}),
    ),
    "published by page date": Damage("update articles set page_date = '2024-03-04' where document_id = $victim"),
    "published by fetch": Damage("update documents set fetched_at = '2024-03-03 23:59:59' where document_id = $victim"),
    "dates name lines of the ledger": Damage(
        "update article_dates set line_no = 99 where document_id = $victim and date_no = 2"
    ),
    "authors name lines of the ledger": Damage("update article_authors set line_no = 99 where document_id = $victim"),
    "wires are credited": Damage("update articles set wire = 'AFP' where document_id = $victim"),
    "credits name lines of the ledger": Damage("update credits set line_no = 99 where document_id = $victim"),
    "related links name lines of the ledger": Damage(
        "update related_links set line_no = 99 where document_id = $victim"
    ),
    "tags name lines of the ledger": Damage("update article_tags set line_no = 99 where document_id = $victim"),
    "authors are numbered from one": Damage("update article_authors set position = 2 where document_id = $victim"),
    "text has no invisible characters": Damage(
        "update articles set text = replace(text, 'spring', 'spr' || chr(8203) || 'ing') where document_id = $victim",
        # The character is not in the ledger either.
        frozenset({"article text is its kept lines"}),
    ),
    "text has no entities": Damage(
        "update articles set text = replace(text, 'oil & gas', 'oil &amp; gas') where document_id = $victim",
        # The edit that repairs it is in the ledger.
        frozenset({"article text is its kept lines"}),
    ),
    "mentions quote their article": Damage(
        'update mentions set "end" = "end" - 1 where document_id = $victim',
    ),
    "mentions stand in their sentence": Damage(
        "update mentions set sentence_start = start + 1 where document_id = $victim"
    ),
    "statement parts quote their article": Damage(
        "update statement_parts set content = 'envois' where document_id = $victim and part_no = 1",
        frozenset({"statements are their parts"}),
    ),
    "statements are their parts": Damage("update statements set start = start + 1 where document_id = $victim"),
    "statement parts do not overlap": Damage(
        "update statement_parts set part_no = part_no + 1 where document_id = $victim"
    ),
    "statement parts are of statements": Damage(
        """
        insert into statement_parts by name
        select * replace ('ffffffffffffffffffffffff' as statement_id, 1 as part_no)
        from statement_parts where document_id = $victim and part_no = 1
        """
    ),
    "statement entities are of statements": Damage(
        "update statement_entities set statement_id = 'ffffffffffffffffffffffff' where document_id = $victim"
    ),
    "speakers quote their article": Damage("update statements set speaker = 'Cafe' where document_id = $victim"),
    "cues quote their article": Damage("update statements set cue_end = null where document_id = $victim"),
    "speakers stand outside of what is said": Damage(
        "update statements set speaker = 'envoys', speaker_start = start, speaker_end = start + 6 "
        "where document_id = $victim"
    ),
    "cues stand outside of what is said": Damage(
        """update statements set cue = '🤝', cue_start = "end" - 1, cue_end = "end" where document_id = $victim"""
    ),
}

# By run, each on a stage of its own.
ACCOUNTS: dict[str, Damage] = {
    "run counts add up": Damage("update runs set read_count = read_count + 1"),
    "source counts add up": Damage("update sources set unchanged_count = 1 where rowid = 0"),
    "run counts are those of its documents": Damage(
        "update runs set rejected_count = rejected_count + 1, read_count = read_count + 1"
    ),
    "source counts are those of its documents": Damage(
        "update sources set quarantined_count = 1, loaded_count = 0 where rowid = 0"
    ),
    "run line counts are those of its ledger": Damage("update runs set kept_line_count = kept_line_count - 1"),
    "quarantined documents are in quarantine": Damage(
        """
        insert into quarantine
        select document_id, ['a check'], 'detail', 'content', '{}', 'abc', run_id from documents limit 1
        """
    ),
    "unloaded documents have no rows": Damage(
        "update documents set outcome = 'rejected' where rowid = 0",
        # A document that changes its outcome is missing from the counts.
        frozenset({"run counts are those of its documents", "source counts are those of its documents"}),
    ),
    "sites have known speakers": Damage(
        """
        insert into statements by name
        select statements.* replace (
            lpad(number::varchar, 24, '0') as statement_id,
            null as speaker, null as speaker_start, null as speaker_end, null as speaker_entity_id
        )
        from statements, range(21) as numbers(number)
        where statements.document_id = (select min(document_id) from statements)
        """
    ),
}
