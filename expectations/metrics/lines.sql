-- What was taken away, in characters, and what no rule named, over the run and by site.
with

facts as (
    select articles.site_id, lines.document_id, lines.raw, lines.kind, lines.kept, lines.reason
    from lines
    inner join articles using (document_id)
    where lines.kind <> 'blank'
),

by_kind as (
    select
        grouping(site_id) = 1 as is_run,
        site_id,
        kind,
        kept,
        count(*) as line_count,
        count(*) filter (where not kept and reason = 'model') as unruled_count,
        sum(length(raw)) as char_count
    from facts
    group by grouping sets ((kind, kept), (site_id, kind, kept))
    having is_run or site_id is not null
),

-- Kept lines that the run keeps in three articles of one site.
repeats as (
    select site_id, count(*) as line_count
    from facts
    where kept and site_id is not null
    group by site_id, hash(trim(raw))
    having count(distinct document_id) >= 3
),

repeated as (
    select grouping(site_id) = 1 as is_run, site_id, sum(line_count) as line_count
    from repeats
    group by grouping sets ((), (site_id))
),

by_scope as (
    select
        is_run,
        site_id,
        sum(line_count)::bigint as line_count,
        sum(line_count) filter (where kept) as kept_count,
        sum(char_count)::bigint as char_count,
        sum(unruled_count) / sum(line_count) as unruled_line_ratio,
        coalesce(sum(char_count) filter (where not kept), 0) / sum(char_count) as dropped_ratio
    from by_kind
    group by is_run, site_id
),

shares as (
    select
        by_scope.*,
        coalesce(repeated.line_count, 0) / nullif(by_scope.kept_count, 0) as repeated_line_ratio
    from by_scope
    left join repeated
        on repeated.is_run = by_scope.is_run
        and repeated.site_id is not distinct from by_scope.site_id
),

numbers as (
    select is_run, site_id, name, value, line_count
    from (unpivot shares on unruled_line_ratio, repeated_line_ratio, dropped_ratio into name name value value)
    union all by name
    select
        by_kind.is_run,
        by_kind.site_id,
        'dropped_ratio:' || by_kind.kind as name,
        sum(by_kind.char_count) / any_value(by_scope.char_count) as value,
        any_value(by_scope.line_count) as line_count
    from by_kind
    inner join by_scope
        on by_scope.is_run = by_kind.is_run
        and by_scope.site_id is not distinct from by_kind.site_id
    where not by_kind.kept
    group by by_kind.is_run, by_kind.site_id, by_kind.kind
)

select
    if(is_run, 'run', 'site') as scope_kind,
    if(is_run, 'all', site_id) as scope,
    name,
    value,
    line_count as basis_count
from numbers
