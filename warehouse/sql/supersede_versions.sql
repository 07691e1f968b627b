-- An earlier version of an article is current no longer once a newer one is in.
update articles
set is_current = touched.is_current
from stage.article_versions as touched
where articles.document_id = touched.document_id
    and articles.is_current <> touched.is_current
