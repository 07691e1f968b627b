-- One pair of people whom articles name together, once for each of the two.
with

-- Numbers are compared and counted in a fraction of the time that ids take.
versions as (
    select rowid as article_no, document_id, published_on from articles where is_current
),

people as (
    select rowid as person_no, entity_id, name from entities where kind = 'person'
),

named as (
    select distinct versions.article_no, versions.published_on, people.person_no
    from mentions
    inner join versions using (document_id)
    inner join people using (entity_id)
),

pairs as (
    select
        one.person_no,
        other.person_no as other_person_no,
        count(*) as article_count,
        min(one.published_on) as first_published_on,
        max(one.published_on) as last_published_on
    from named as one
    inner join named as other on other.article_no = one.article_no and other.person_no <> one.person_no
    group by one.person_no, other.person_no
),

final as (
    select
        people.entity_id,
        people.name,
        other_people.entity_id as other_entity_id,
        other_people.name as other_name,
        pairs.article_count,
        pairs.first_published_on,
        pairs.last_published_on
    from pairs
    inner join people using (person_no)
    inner join people as other_people on other_people.person_no = pairs.other_person_no
)

select * from final
