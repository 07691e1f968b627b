-- An author keeps the spelling that was seen first.
merge into authors
using stage.authors as met
using (author_id)
when not matched then insert by name
