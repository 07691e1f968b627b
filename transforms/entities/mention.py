"""One occurrence of an entity in an article."""

from dataclasses import dataclass

from transforms.entities.cast import Person
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import Known

# How an entity is mentioned, beside the forms of listed names in `phrases`.
SHORT_NAME, DESCRIPTION, PRONOUN = "short_name", "description", "pronoun"

Entity = Person | Organisation | Known


@dataclass(slots=True, eq=False)
class Mention:
    """One occurrence, by its first and last token; role, organisation, code: as the text gives them there."""

    first: int
    last: int
    entity: Entity
    form: str
    rule: str
    confidence: float
    role: str | None = None
    organisation: Organisation | None = None
    code: str | None = None
