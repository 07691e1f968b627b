-- One entity by the articles alone: of earlier runs, merged ones among them, and of this run. Of the list of aliases
-- those that one of them is taken for.
with

named as (
    select 1 as age, entity_id, kind, name, match_key, country_code, run_id from entities
    union all by name
    select 2 as age, from_entity_id as entity_id, kind, name, match_key, country_code, run_id from entity_merges
    union all by name
    select 3 as age, entity_id, kind, name, match_key, country_code, run_id from stage.entities
),

listed as (
    from named
    union all by name
    select
        4 as age,
        into_entity_id as entity_id,
        kind,
        name,
        match_key,
        country_code,
        (select max(run_id) from stage.runs) as run_id
    from aliases
    where from_entity_id in (select entity_id from named)
),

final as (
    select
        entity_id,
        arg_min(kind, age) as kind,
        arg_min(name, (age, name)) as name,
        arg_min(match_key, age) as match_key,
        arg_min(country_code, (age, country_code)) filter (where country_code is not null) as country_code,
        min(run_id) as run_id
    from listed
    group by entity_id
)

select * from final
