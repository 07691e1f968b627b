-- One role of one person: the latest statement made in it.
with

versions as (
    select document_id, published_on from articles where is_current and published_on is not null
),

latest as (
    select
        lower(statements.role) as role,
        statements.speaker_entity_id,
        count(*) as statement_count,
        arg_max(
            statements.statement_id, (versions.published_on, statements.document_id, statements.statement_no)
        ) as statement_id
    from statements
    inner join versions using (document_id)
    where statements.is_reported
        and statements.role is not null
        and statements.speaker_entity_id is not null
    group by lower(statements.role), statements.speaker_entity_id
),

final as (
    select
        spoken.role,
        spoken.organisation,
        spoken.country_code,
        spoken.speaker_entity_id,
        spoken.speaker_name,
        spoken.published_on,
        spoken.kind,
        spoken.content,
        spoken.site_id,
        spoken.title,
        spoken.document_id,
        spoken.statement_id,
        latest.statement_count
    from latest
    inner join current_statements as spoken using (statement_id)
    where spoken.speaker_kind = 'person'
)

select * from final
