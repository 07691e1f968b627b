-- Articles take number and currency from article_versions.
update articles
set version = article_versions.version, is_current = article_versions.is_current
from article_versions
where articles.document_id = article_versions.document_id
    and (articles.version, articles.is_current) is distinct from (article_versions.version, article_versions.is_current)
