-- The text of an article is its kept lines after their edits, joined by line feeds.
-- severity: critical
-- table: articles
-- phase: rows
with

-- What stands before each edit, back to the edit before it, and what the edit puts in its place.
pieces as (
    select
        lines.document_id,
        lines.line_no,
        line_edits.edit_no,
        line_edits."end",
        coalesce(lag(line_edits."end") over line, lines.start) as piece_start,
        substr(lines.raw, piece_start - lines.start + 1, line_edits.start - piece_start)
            || line_edits.replacement as piece
    from line_edits
    inner join lines using (document_id, line_no)
    where lines.kept
    window line as (partition by lines.document_id, lines.line_no order by line_edits.edit_no)
),

heads as (
    select
        document_id,
        line_no,
        string_agg(piece, '' order by edit_no) as head,
        max("end") as head_end
    from pieces
    group by document_id, line_no
),

kept_lines as (
    select
        lines.document_id,
        lines.line_no,
        coalesce(heads.head || substr(lines.raw, heads.head_end - lines.start + 1), lines.raw) as line
    from lines
    left join heads using (document_id, line_no)
    where lines.kept
),

texts as (
    select
        document_id,
        string_agg(line, chr(10) order by line_no) as text
    from kept_lines
    where line <> ''
    group by document_id
)

select
    articles.document_id,
    left(articles.text, 80) as value
from articles
left join texts using (document_id)
where articles.text is distinct from coalesce(texts.text, '')
