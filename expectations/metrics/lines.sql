-- What was taken away, in characters, and what no rule named, over the run and by site.
with

facts as (
    select articles.site_id, lines.document_id, lines.raw, lines.kind, lines.kept, lines.reason
    from lines
    inner join articles using (document_id)
    where lines.kind <> 'blank'
),

by_kind as materialized (
    select
        if(grouping(site_id) = 1, 'run', 'site') as scope_kind,
        if(grouping(site_id) = 1, 'all', site_id) as scope,
        kind,
        kept,
        count(*) as line_count,
        count(*) filter (where not kept and reason = 'model') as unruled_count,
        sum(length(raw)) as char_count
    from facts
    group by grouping sets ((kind, kept), (site_id, kind, kept))
    having grouping(site_id) = 1 or site_id is not null
),

-- Lines that the run keeps three times on one site, and in more than one article.
repeats as (
    select site_id, count(*) as line_count
    from facts
    where kept and site_id is not null
    group by site_id, hash(trim(raw))
    having line_count >= 3 and min(hash(document_id)) < max(hash(document_id))
),

repeated as materialized (
    select
        if(grouping(site_id) = 1, 'run', 'site') as scope_kind,
        if(grouping(site_id) = 1, 'all', site_id) as scope,
        sum(line_count) as line_count
    from repeats
    group by grouping sets ((), (site_id))
),

-- Without the word, DuckDB works each of these out again for every use.
by_scope as materialized (
    select
        scope_kind,
        scope,
        sum(line_count)::bigint as line_count,
        sum(line_count) filter (where kept) as kept_count,
        sum(char_count)::bigint as char_count,
        sum(unruled_count) / sum(line_count) as unruled_line_ratio,
        coalesce(sum(char_count) filter (where not kept), 0) / sum(char_count) as dropped_ratio
    from by_kind
    group by scope_kind, scope
),

shares as materialized (
    select
        by_scope.*,
        coalesce(repeated.line_count, 0) / nullif(by_scope.kept_count, 0) as repeated_line_ratio
    from by_scope
    left join repeated using (scope_kind, scope)
),

final as (
    select scope_kind, scope, name, value, line_count as basis_count
    from (unpivot shares on unruled_line_ratio, repeated_line_ratio, dropped_ratio into name name value value)
    union all by name
    select
        by_kind.scope_kind,
        by_kind.scope,
        'dropped_ratio:' || by_kind.kind as name,
        sum(by_kind.char_count) / any_value(by_scope.char_count) as value,
        any_value(by_scope.line_count) as basis_count
    from by_kind
    inner join by_scope using (scope_kind, scope)
    where not by_kind.kept
    group by by_kind.scope_kind, by_kind.scope, by_kind.kind
)

select * from final
