-- One document of those, at most `limit`, from whose newest version lines of a kind were taken away; always the same.
select distinct lines.document_id
from lines
inner join articles using (document_id)
where
    lines.kind = $kind
    and not lines.kept
    and articles.is_current
    and ($site is null or articles.site_id = $site)
order by hash(lines.document_id), lines.document_id
limit $limit
