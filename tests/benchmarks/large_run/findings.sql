-- One of 300 sites whose dates have gone; the page shows a hundred of them, with the first rows of each.
select
    20 as run_id,
    number + 1 as finding_no,
    'move' as kind,
    if(number < 10, 'critical', 'warning') as severity,
    'site' as scope_kind,
    'site-' || number || '.example' as scope,
    'date_ratio' as name,
    'Far fewer articles of site-' || number || '.example have a date' as sentence,
    0.1 as value,
    0.8 as low,
    0.9 as high,
    18 as compared_count,
    20 as failing_count,
    'select document_id, title, published_on from articles where site_id = ''site-' || number
        || '.example'' and published_on is null order by document_id' as query
from range(300) as numbers(number)
