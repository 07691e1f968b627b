-- One word of a role and the walk of life it tells. Written for this project: words of which a person rarely has two
-- kinds; a lawyer, a professor or a director may become a minister, and is left out.
with

listed as (
    select
        'state' as walk,
        'ambassador chancellor congressman congresswoman deputy diplomat envoy governor lawmaker mayor minister mp '
        || 'premier president senator spokesman spokeswoman admiral brigadier colonel general lieutenant marshal'
        as words
    union all
    select
        'stage',
        'actor actress ballerina cellist choreographer comedian composer conductor dancer drummer guitarist musician '
        || 'pianist rapper singer soprano tenor violinist'
    union all
    select
        'sport',
        'boxer cricketer cyclist defender footballer goalkeeper jockey midfielder quarterback referee rower runner '
        || 'skier sprinter striker swimmer umpire winger'
    union all
    select
        'trade',
        'baker barber beekeeper blacksmith bricklayer butcher carpenter electrician farmer fisherman florist gardener '
        || 'grocer hairdresser joiner locksmith mason mechanic miner plumber potter roofer sailor shepherd shopkeeper '
        || 'tailor trawlerman waiter welder'
    union all
    select 'church', 'abbess abbot archbishop bishop cardinal curate imam monk nun patriarch priest rabbi vicar'
    union all
    select
        'science',
        'archaeologist astronomer biologist botanist chemist ecologist epidemiologist geologist glaciologist '
        || 'mathematician meteorologist neurologist oceanographer physicist virologist zoologist'
),

final as (
    select walk, unnest(string_split(words, ' ')) as word
    from listed
)

select * from final
