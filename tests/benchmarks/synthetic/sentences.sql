-- One of 14 sentences of an article: `person 0000012 told country 0000003 in place 0000007 that “…”. `, always as long.
-- An article has five people, three countries and four places; some are named far more often than others.
with

drawn as (
    select
        article_no,
        sentence_no,
        hash(article_no, sentence_no % 5, 'person') / 18446744073709551615 as person_share,
        hash(article_no, sentence_no % 3, 'country') / 18446744073709551615 as country_share,
        hash(article_no, sentence_no % 4, 'place') / 18446744073709551615 as place_share
    from range($articles) as articles(article_no), range(14) as sentences(sentence_no)
),

named as (
    select
        article_no,
        sentence_no,
        printf('person %07d', least((100000 * person_share ** 4)::bigint, 99999)) as person,
        printf('country %07d', least((200 * country_share ** 3)::bigint, 199)) as country,
        printf('place %07d', least((10000 * place_share ** 4)::bigint, 9999)) as place,
        (hash(article_no, sentence_no, 'words') % 100000000)::bigint as words
    from drawn
)

select
    *,
    substr(md5('article ' || article_no), 1, 24) as document_id,
    sentence_no * 186 as start,
    format('the talks on harbour {:08d} will go on until everybody has signed; “nobody” wants to wait', words) as content,
    format('{} told {} on Monday in {} that “{}”. Nothing else came out', person, country, place, content)
        as sentence
from named
