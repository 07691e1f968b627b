-- One finding of one run that stands for itself and that nobody has accepted, worst first, and what it explains.
with

final as (
    select
        findings.run_id,
        runs.started_at,
        findings.finding_no,
        findings.severity,
        findings.kind,
        findings.scope_kind,
        findings.scope,
        findings.name,
        findings.sentence,
        findings.value,
        findings.low,
        findings.high,
        count(explained.finding_no) as explained_count,
        list(explained.sentence order by explained.finding_no) filter (where explained.finding_no is not null)
            as explained_sentences,
        findings.query
    from findings
    inner join runs on runs.run_id = findings.run_id
    left join findings as explained
        on explained.run_id = findings.run_id
        and explained.explained_by_no = findings.finding_no
    where findings.explained_by_no is null and findings.accepted is null
    group by all
)

select * from final
