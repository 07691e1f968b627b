-- Of a site's reported statements most have a speaker; where they have not, its way of writing is not understood.
-- severity: warning
-- table: sites
-- phase: accounts
select
    articles.site_id,
    round(avg((coalesce(statements.speaker, statements.speaker_entity_id) is null)::int), 2) as value
from statements
inner join articles using (document_id)
where statements.is_reported
    and articles.site_id is not null
group by articles.site_id
-- Fewer are a few odd articles.
having count(*) >= 20
    and avg((coalesce(statements.speaker, statements.speaker_entity_id) is null)::int) > 0.5
