-- One line that several articles of one site hold: in this run, or known for a site of this run. Where a document's
-- site is not known, it is the site ''. Copies of one text, told by its longest lines, count once.
with

documents as (
    select document_id, article_id, coalesce(site_id, '') as site_id
    from rendered_documents
),

copies as (
    select document_id, hash(max({'size': length(text), 'text': text}, $copy_lines)) as copy_hash
    from rendered_lines
    group by document_id
),

-- Read twice rather than held: these are all lines of the run.
lines as not materialized (
    select
        documents.site_id,
        documents.article_id,
        documents.document_id,
        copies.copy_hash,
        rendered_lines.text,
        hash(rendered_lines.text) as text_hash
    from rendered_lines
    inner join documents using (document_id)
    inner join copies using (document_id)
    where length(rendered_lines.text) >= $least_characters
),

site_sizes as (
    select site_id, least(count(distinct article_id), count(distinct copy_hash)) as site_document_count
    from documents
    left join copies using (document_id)
    group by site_id
),

-- By hash first: the texts of lines that stand only once, which are nearly all, need not be held.
frequent as (
    select site_id, text_hash
    from lines
    group by site_id, text_hash
    having count(distinct article_id) >= $least_articles and count(distinct copy_hash) >= $least_articles
),

counted as (
    select
        lines.site_id,
        lines.text,
        least(count(distinct lines.article_id), count(distinct lines.copy_hash)) as document_count,
        min(lines.document_id) as example_document_id
    from lines
    semi join frequent using (site_id, text_hash)
    group by lines.site_id, lines.text
),

found as (
    select counted.*, site_sizes.site_document_count, false as is_known
    from counted
    inner join site_sizes using (site_id)
    where counted.document_count >= $least_articles
),

known as (
    select site_id, text, document_count, site_document_count, example_document_id, true as is_known
    from last.site_templates
    semi join site_sizes using (site_id)
),

final as (
    from known
    union all by name
    from found anti join known using (site_id, text)
)

select * from final
order by site_id, text
