-- One dropped line of the run as a sample of its kind, with the lines around it that are not blank.
-- Chosen by hash: the same for the same database, and few documents serve for many kinds. Of what many lines repeat, one.
with

drawn_documents as (
    select document_id from documents
    where run_id = $run_id and outcome = 'loaded'
    order by hash(document_id), document_id
    limit 2000
),

-- In a document, one line of a kind tells as much as all.
drawn as (
    select kind, document_id, min(line_no) as line_no
    from lines
    where run_id = $run_id and not kept and kind <> 'blank' and document_id in (from drawn_documents)
    group by kind, document_id
),

common_kinds as (
    select kind from drawn
    group by kind
    having count(*) >= 4 * $most
),

rare as (
    select
        kind,
        unnest(arg_min(
            {'document_id': document_id, 'line_no': line_no}, (hash(document_id, line_no), document_id, line_no), 4 * $most
        )) as place
    from lines
    where run_id = $run_id and not kept and kind <> 'blank' and kind not in (from common_kinds)
    group by kind
),

candidates as (
    select kind, document_id, line_no from drawn
    where kind in (from common_kinds)
    qualify row_number() over (partition by kind order by hash(document_id), document_id) <= 4 * $most
    union all
    select kind, place.document_id, place.line_no from rare
),

around as (
    select document_id, line_no, kind, left(raw, 400) as raw, reason, confidence
    from lines
    where document_id in (select document_id from candidates) and kind <> 'blank'
),

samples as (
    select candidates.document_id, candidates.line_no, candidates.kind, around.raw, around.reason, around.confidence
    from candidates
    inner join around using (document_id, line_no)
    qualify row_number() over (
        partition by candidates.kind, trim(around.raw) order by hash(document_id), document_id, line_no
    ) = 1
),

numbered as (
    select *, row_number() over (partition by kind, document_id order by line_no) as nth
    from samples
),

-- A second line of the same document only where there are not enough documents.
chosen as (
    select * exclude (nth), row_number() over (partition by kind order by nth, hash(document_id), document_id) as place
    from numbered
    qualify place <= $most
),

final as (
    select
        chosen.*,
        arg_max(around.raw, around.line_no) filter (where around.line_no < chosen.line_no) as before_raw,
        arg_min(around.raw, around.line_no) filter (where around.line_no > chosen.line_no) as after_raw
    from chosen
    left join around
        on chosen.document_id = around.document_id and around.line_no between chosen.line_no - 5 and chosen.line_no + 5
    group by all
)

select * from final
order by kind, place
