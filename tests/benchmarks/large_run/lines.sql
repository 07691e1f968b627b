-- One of 30 lines of each loaded document: a page with its menu, 14 paragraphs, links and what stands under them.
select
    document_id,
    line_no,
    [
        'breadcrumb', 'navigation', 'navigation', 'site_template', 'headline', 'byline', 'published_stamp', 'body', 'body',
        'body', 'body', 'photo_credit', 'body', 'body', 'body', 'advert', 'body', 'body', 'body', 'body', 'body', 'body',
        'body', 'tags', 'share', 'related_link', 'related_link', 'related_link', 'comment', 'legal'
    ][line_no] as kind,
    format(
        '{} line {} of {}: what was said at the harbour, and by whom, on the day',
        kind, line_no, hash(document_id, line_no) % 100000
    ) as raw,
    90 * (line_no - 1) as start,
    start + length(raw) as "end",
    chr(10) as line_break,
    kind = 'body' as kept,
    'rule' as reason,
    0.9 as confidence,
    20 as run_id
from documents, range(1, 31) as numbers(line_no)
where outcome = 'loaded'
