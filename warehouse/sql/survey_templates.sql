-- One line that many articles of one site share: found in this run, or known for a site of this run.
with

judged as (
    select
        *,
        length(regexp_extract_all(text, '\S+')) >= $sentence_words
            and regexp_matches(text, '[.!?…]["”’»›“)]*$|["”’»›“]$') as is_sentence
    from repeats
    where site_id <> ''
),

final as (
    select site_id, text, document_count, site_document_count, example_document_id, is_known
    from judged
    where
        is_known
        or (
            document_count >= $least_articles
            and document_count >= site_document_count * if(is_sentence, $sentence_ratio, $line_ratio)
        )
)

select * from final
order by site_id, text
