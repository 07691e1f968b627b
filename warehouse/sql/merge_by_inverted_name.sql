-- One person whose name is that of another with its two words exchanged, and who may be Chinese. The name that more
-- documents use is kept, of equal ones that whose country is known; but once two were joined, the one kept then.
with

people as (
    select entity_id, country_code, string_split(match_key, ' ') as words
    from known_entities
    where kind = 'person'
        and entity_id not in (select from_entity_id from merged)
),

pairs as (
    select
        left_person.entity_id as left_id,
        right_person.entity_id as right_id,
        (right_person.country_code is null)::int - (left_person.country_code is null)::int as left_advantage
    from people as left_person
    inner join people as right_person on right_person.words = list_reverse(left_person.words)
    where len(left_person.words) = 2
        and left_person.words[1] < left_person.words[2]
        -- Names of two given names, such as `James Thomas`, stay apart.
        and coalesce(left_person.country_code, right_person.country_code) in ('CN', 'HK', 'MO', 'SG', 'TW')
        and coalesce(left_person.country_code, right_person.country_code)
            = coalesce(right_person.country_code, left_person.country_code)
),

uses as (
    select found_entity_id as entity_id, count(distinct document_id) as document_count
    from mentions
    where found_entity_id in (select left_id from pairs union select right_id from pairs)
    group by found_entity_id
),

ranked as (
    select
        pairs.*,
        case
            when right_merge.into_entity_id = left_id then true
            when left_merge.into_entity_id = right_id then false
            else (coalesce(left_uses.document_count, 0) - coalesce(right_uses.document_count, 0), left_advantage)
                >= (0, 0)
        end as is_left_kept
    from pairs
    left join uses as left_uses on left_uses.entity_id = left_id
    left join uses as right_uses on right_uses.entity_id = right_id
    left join entity_merges as left_merge on left_merge.from_entity_id = left_id
    left join entity_merges as right_merge on right_merge.from_entity_id = right_id
),

final as (
    select
        if(is_left_kept, right_id, left_id) as from_entity_id,
        if(is_left_kept, left_id, right_id) as into_entity_id,
        'inverted' as reason
    from ranked
)

select * from final
