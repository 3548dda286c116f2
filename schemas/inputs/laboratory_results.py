"""Results of laboratory tests."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

LABORATORY_TESTS = ["hba1c", "ldl"]


class LaboratoryResults(InputModel):
    """One row per result of a laboratory test that is asked for.

    Known limits: only the tests named are wanted, and no value of a result; the column map of a source translates its
    codes of tests (LOINC, for instance), and a code that it does not know sets the row aside, so that a renamed test
    is seen in the account of rows. Tests of hospitals and tests at the point of care are often not delivered.
    """

    result_id: str = described("Identifier of the result", str_length={"min_value": 1})
    person_id: int = person_id_field()
    test_code: str = described("hba1c: glycated haemoglobin; ldl: LDL cholesterol", isin=LABORATORY_TESTS)
    collected_date: dt.date = described(
        "Day on which the specimen was taken, local", not_future=True, ge=EARLIEST_EVENT
    )
    is_final: bool = described(
        "False: preliminary or cancelled; null: the source does not say, taken for final", nullable=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "result_id"],
                dates=["collected_date"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }
