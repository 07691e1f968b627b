-- One document: what became of it, in the order of its gold record.
with

names as (
    select document_id, list(name order by position) as authors
    from article_authors
    inner join authors using (author_id)
    group by document_id
),

credited as (
    select document_id, list({kind: kind, name: name, agency: agency} order by credit_no) as credits
    from credits
    group by document_id
),

linked as (
    select document_id, list({title: title, url: url} order by link_no) as related_links
    from related_links
    group by document_id
),

tagged as (
    select document_id, list(tag order by tag_no) as tags
    from article_tags
    group by document_id
),

ledger as (
    select document_id, list([kind, raw] order by line_no) as lines
    from lines
    where kind <> 'blank'
    group by document_id
),

final as (
    select
        documents.uri,
        documents.record,
        documents.outcome,
        documents.reason,
        articles.site_id as site,
        articles.language,
        articles.title,
        articles.kicker,
        articles.standfirst,
        articles.section,
        articles.published_on::varchar as published_on,
        articles.date_role,
        articles.page_date::varchar as page_date,
        articles.dateline,
        articles.wire,
        coalesce(names.authors, []) as authors,
        coalesce(credited.credits, []) as credits,
        coalesce(linked.related_links, []) as related_links,
        coalesce(tagged.tags, []) as tags,
        string_split(articles.text, chr(10)) as text,
        coalesce(ledger.lines, []) as lines
    from documents
    left join articles using (document_id)
    left join names using (document_id)
    left join credited using (document_id)
    left join linked using (document_id)
    left join tagged using (document_id)
    left join ledger using (document_id)
)

select * from final
order by uri, record
