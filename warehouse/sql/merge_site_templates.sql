-- A template keeps the counts of the run that found it.
merge into site_templates
using stage.site_templates as met
using (site_id, text)
when not matched then insert by name
