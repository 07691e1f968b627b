-- One entity: 100,000 people, 200 countries, 10,000 places, of which the first is Brussels.
with

named as (
    select number, kind, kind || printf(' %07d', number) as name
    from range(100000) as numbers(number), (values ('person', 100000), ('country', 200), ('place', 10000)) as kinds(kind, size)
    where number < size
)

select
    substr(md5(name), 1, 24) as entity_id,
    kind,
    if(kind = 'place' and number = 0, 'Brussels', name) as name,
    name as match_key,
    chr(65 + (number % 14)::int) || chr(65 + (number // 14 % 15)::int) as country_code,
    number % 500 = 7 as is_ambiguous,
    1 as run_id
from named
