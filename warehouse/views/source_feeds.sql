-- One source, and its feed: files whose names differ in digits alone; of files that hold one document, their folder.
with

places as (
    select
        source_id,
        uri,
        format in ('jsonl', 'parquet') as has_records,
        regexp_extract(uri, '^(.*/)?([^/]*)$', 1) as folder,
        regexp_extract(uri, '^(.*/)?([^/]*)$', 2) as file
    from sources
),

final as (
    select
        source_id,
        uri,
        has_records,
        -- Of folders only those that are nothing but numbers, such as 2026/11/22, change from file to file.
        regexp_replace(folder, '(^|[^A-Za-z0-9])\d+', '\1*', 'g')
            || if(
                has_records,
                regexp_replace(file, '\d+', '*', 'g'),
                regexp_replace(file, '^.*?(\.[A-Za-z]+)?(\.gz|\.zst)?$', '*\1\2')
            ) as feed
    from places
)

select * from final
