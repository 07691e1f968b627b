-- One source, and its feed: files whose names differ in digits alone; of files that hold one document, their folder.
with

final as (
    select
        source_id,
        uri,
        format in ('jsonl', 'parquet') as has_records,
        regexp_replace(
            case
                when format in ('jsonl', 'parquet') then uri
                else regexp_replace(uri, '[^/]*?(\.[A-Za-z]+)?(\.gz|\.zst)?$', '*\1\2')
            end,
            '\d+', '*', 'g'
        ) as feed
    from sources
)

select * from final
