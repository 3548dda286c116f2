"""Which mother bore which child."""

from schemas.fields import Contract, InputModel, described, person_id_field


class Births(InputModel):
    """One row per child whose mother is known.

    Known limits: births outside hospitals and outside the province are missing; an adoptive mother is not told apart.
    The rows of a child whom one delivery gives two mothers are all set aside (`two_mothers`).
    """

    person_id: int = person_id_field()
    mother_person_id: int = described("Keyed pseudonym of the mother, made as the child's own", ge=0)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id"], contradiction_rule="two_mothers")}
