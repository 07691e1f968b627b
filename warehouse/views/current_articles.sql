-- One article in its newest version, with its authors, tags and agencies.
with

versions as (
    select * from articles where is_current
),

names as (
    select article_authors.document_id, list(authors.name order by article_authors.position) as authors
    from article_authors
    inner join authors using (author_id)
    group by article_authors.document_id
),

labels as (
    select document_id, list(tag order by tag_no) as tags
    from article_tags
    group by document_id
),

agency_names as (
    select document_id, list(distinct agency order by agency) as agencies
    from credits
    where agency is not null
    group by document_id
),

final as (
    select
        versions.article_id,
        versions.document_id,
        versions.version,
        versions.site_id,
        sites.name as site_name,
        versions.url,
        versions.title,
        versions.standfirst,
        versions.kicker,
        versions.text,
        versions.language,
        versions.section,
        versions.published_on,
        versions.date_role,
        versions.dateline,
        versions.wire,
        coalesce(names.authors, []) as authors,
        coalesce(labels.tags, []) as tags,
        coalesce(agency_names.agencies, []) as agencies,
        versions.word_count,
        versions.kept_ratio,
        versions.is_uncertain,
        documents.uri,
        documents.record,
        documents.fetched_at,
        versions.run_id
    from versions
    inner join documents using (document_id)
    left join sites using (site_id)
    left join names using (document_id)
    left join labels using (document_id)
    left join agency_names using (document_id)
)

select * from final
