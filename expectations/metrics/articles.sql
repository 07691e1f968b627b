-- What articles have and how they were cleaned, over the run and by site.
with

-- Texts that several articles of the run have.
duplicates as (
    select hash(text) as text_hash
    from articles
    group by text_hash
    having count(distinct article_id) > 1
),

facts as (
    select
        articles.*,
        articles.document_id in (select document_id from article_authors) as has_author,
        articles.document_id in (select document_id from article_tags) as has_tag,
        articles.document_id in (select document_id from credits) as has_credit,
        hash(articles.text) in (select text_hash from duplicates) as has_duplicate,
        articles.published_on = coalesce(documents.fetched_at, sources.modified_at, runs.started_at)::date
            as is_of_fetch_day,
        date_diff('day', articles.published_on, runs.started_at::date) as age_days
    from articles
    inner join documents using (document_id)
    inner join sources on sources.source_id = documents.source_id
    cross join runs
),

counted as (
    select
        grouping(site_id) = 1 as is_run,
        site_id,
        count(*) as article_count,
        count(published_on) as dated_count,
        count(*)::double as articles,
        avg((site_id is not null)::int) as site_ratio,
        avg((url is not null)::int) as url_ratio,
        avg((title is not null)::int) as title_ratio,
        avg((standfirst is not null)::int) as standfirst_ratio,
        avg((kicker is not null)::int) as kicker_ratio,
        avg((section is not null)::int) as section_ratio,
        avg((published_on is not null)::int) as date_ratio,
        avg((page_date is not null)::int) as page_date_ratio,
        avg((dateline is not null)::int) as dateline_ratio,
        avg((language is not null)::int) as language_ratio,
        avg((wire is not null)::int) as wire_ratio,
        avg(has_author::int) as author_ratio,
        avg(has_tag::int) as tag_ratio,
        avg(has_credit::int) as credit_ratio,
        avg(has_duplicate::int) as duplicate_ratio,
        avg(kept_ratio order by kept_ratio) as kept_ratio, -- in any order of adding up, the last digit differs
        avg(is_uncertain::int) as uncertain_ratio,
        median(word_count)::double as median_word_count,
        avg(is_of_fetch_day::int) as fetch_day_ratio,
        min(age_days)::double as newest_article_days
    from facts
    group by grouping sets ((), (site_id))
    having is_run or site_id is not null
),

numbers as (
    unpivot counted
    on columns(* exclude (is_run, site_id, article_count, dated_count))
    into name name value value
)

select
    if(is_run, 'run', 'site') as scope_kind,
    if(is_run, 'all', site_id) as scope,
    name,
    value,
    if(name in ('fetch_day_ratio', 'newest_article_days'), dated_count, article_count) as basis_count
from numbers
-- One site is what a site's own share of known sites says.
where is_run or name <> 'site_ratio'
