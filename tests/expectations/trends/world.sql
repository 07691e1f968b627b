-- One night's stage of a healthy job: 12 sites in two feeds of records and a folder of texts. Chance is a hash of what
-- it decides about, so that a night is always the same.
create temp table night as select $run_id as run_id;

create temp macro chance(what) as (hash((select run_id from night), what) % 100003) / 100003.0;

create temp table places as
select
    site_no,
    format('site{}.example', site_no) as site_id,
    case when site_no <= 5 then 'a' when site_no <= 10 then 'b' else 'texts' end as feed,
    (12 + 3 * site_no) * (0.85 + 0.3 * chance(site_no)) as article_count,
    if(site_no = 9, 'de', 'en') as language
from range(1, 13) as sites(site_no);

create temp table pages as
select
    md5(concat_ws(' ', $run_id, site_no, page_no))[:24] as document_id,
    feed, site_no, site_id, page_no, language,
    concat_ws('-', $run_id, site_no, page_no) as name
from places, range(1, 61) as numbers(page_no)
where page_no <= article_count;

insert into runs by name
select
    $run_id as run_id, $started_at::timestamp as started_at, $started_at::timestamp as ended_at,
    'published' as outcome, count(*) as read_count, count(*) as loaded_count, 3 as source_count,
    0 as skipped_source_count, 0 as unchanged_count, 0 as quarantined_count, 0 as rejected_count,
    '1' as code_version, 'r' as rules_version, '{}' as stage_seconds, '{}' as settings
from pages;

insert into sources by name
select
    feed as source_id,
    if(feed = 'texts', 'file:///in/texts/page.txt', format('file:///in/{}-{}.jsonl', feed, $run_id)) as uri,
    if(feed = 'texts', 'text', 'jsonl') as format, $started_at::timestamp as modified_at, $run_id as run_id
from (select distinct feed from pages);

insert into documents by name
select
    document_id, document_id as article_id, feed as source_id, name as record,
    format('https://{}/{}', site_id, name) as url, 'loaded' as outcome, document_id as text_sha256,
    $started_at::timestamp - interval 2 hour as fetched_at, '{"desk":"world"}' as extra, $run_id as run_id
from pages;

insert into articles by name
select
    document_id, document_id as article_id, 1 as version, true as is_current, site_id,
    format('https://{}/{}', site_id, name) as url,
    if(chance('title ' || name) < 0.98, 'The title of ' || name, null) as title,
    'The text of ' || name as text, language,
    if(chance('section ' || name) < 0.6, 'World', null) as section,
    if(chance('date ' || name) < 0.95, ($started_at::date - (3 * chance('age ' || name))::int)::date, null)
        as published_on,
    (150 + 500 * chance('words ' || name))::int as word_count,
    0.55 + 0.3 * chance('kept ' || name) as kept_ratio, false as is_uncertain, $run_id as run_id
from pages;

insert into article_authors by name
select document_id, 1 as position, 'a' as author_id, $run_id as run_id
from pages
where chance('author ' || name) < 0.7;

insert into lines by name
select
    pages.document_id, line_no, format('{} line {} of {}', kind, line_no, name) as raw, kind,
    kind = 'body' as kept, if(kind = 'body', 'prose', 'rule') as reason, $run_id as run_id
from pages, (
    values (1, 'navigation'), (2, 'headline'), (3, 'body'), (4, 'body'), (5, 'body'), (6, 'promo'), (7, 'legal')
) as kinds(line_no, kind)
where kind <> 'promo' or chance('promo ' || name) < 0.5;

insert into statements by name
select
    document_id, md5(concat_ws(' ', document_id, statement_no))[:24] as statement_id, statement_no,
    if(chance(concat_ws(' ', 'speaker', name, statement_no)) < 0.9, 'Jane Roe', null) as speaker,
    if(chance(concat_ws(' ', 'speaker', name, statement_no)) < 0.7, 'e', null) as speaker_entity_id,
    true as is_reported, $run_id as run_id
from pages, range(1, 6) as numbers(statement_no)
where language = 'en' and chance(concat_ws(' ', 'said', name, statement_no)) < 0.6;
