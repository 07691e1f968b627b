-- New versions number on from the earlier ones, without gaps; the highest is current.
update article_versions
set version = numbered.version, is_current = numbered.is_current
from (
    with

    earlier as (
        select article_id, max(version) as version
        from article_versions
        where document_id not in (select document_id from documents)
        group by article_id
    ),

    arrived as (
        select
            article_versions.document_id,
            article_versions.article_id,
            coalesce(earlier.version, 0)
                + row_number() over (partition by article_id order by article_versions.version) as version
        from article_versions
        left join earlier using (article_id)
        where article_versions.document_id in (select document_id from documents)
    ),

    every as (
        select document_id, article_id, version from arrived
        union all by name
        select document_id, article_id, version
        from article_versions
        where document_id not in (select document_id from documents)
    )

    select document_id, version, version = max(version) over (partition by article_id) as is_current
    from every
) as numbered
where article_versions.document_id = numbered.document_id
