"""Which fee codes tell of a screening test, and on which day (families, 31.2)."""

import datetime as dt

import polars as pl
import pytest

from reference.screening_codes import screening_procedures
from schemas.base_tables import ScreeningLines
from schemas.inputs.screening import TEST_KINDS, UNTOLD_SPECIMEN
from tests.tables import assert_rows, table
from transforms.screening_lines import find_screening_lines

LINES = {"person_id": pl.Int64(), "service_date": pl.Date(), "fee_code": pl.String()}
NEW_TEST = dt.date(2025, 3, 3)


def found(text: str) -> pl.DataFrame:
    """One row per person, kind and day that lines tell of; of 2 March 2026 unless told otherwise."""
    lines = table(text, LINES, service_date=dt.date(2026, 3, 2))
    return ScreeningLines.validate(find_screening_lines(lines, screening_procedures()))


def test_codes_and_their_kinds() -> None:
    text = """
        person_id fee_code | test_kind
        1         Z491     | colonoscopy
        2         Z499     | colonoscopy
        3         Z555     | colonoscopy
        4         Z490     | x
        5         Z580     | flexible_sigmoidoscopy
        6         Z535     | x
        7         X172     | mammogram
        8         X178     | mammogram
        9         X184     | x
        10        X185     | x
        11        A007     | x
    """
    assert_rows(found(text), text)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("G365", "hpv"),
        ("Q678", "hpv"),
        ("E430", "cervical_specimen"),
        ("E431", "cervical_specimen"),
        ("G394", "cervical_specimen"),
    ],
)
def test_a_specimen_tells_of_the_test_of_its_day(code: str, kind: str) -> None:
    text = f"""
        person_id fee_code service_date | test_kind
        1         {code}   2025-03-02   | pap
        2         {code}   2025-03-03   | {kind}
    """
    assert_rows(found(text), text)


def test_several_lines_of_a_day_are_one_test() -> None:
    text = "person_id fee_code\n1 Z497\n1 Z555\n1 G365\n1 E430"
    assert_rows(found(text), "person_id test_kind\n1 cervical_specimen\n1 colonoscopy\n1 hpv")


def test_nothing() -> None:
    assert found("person_id").is_empty()


def test_the_set_holds_codes_of_no_laboratory_and_kinds_that_are_known() -> None:
    codes = screening_procedures()
    assert not codes["code"].str.starts_with("L").any()
    assert set(codes["category"]) == {*TEST_KINDS, UNTOLD_SPECIMEN} - {"fobt", "fit"}
    assert codes.filter(category="pap")["valid_to"].unique().to_list() == [NEW_TEST - dt.timedelta(days=1)]
    new = codes.filter(pl.col("category").is_in(["hpv", UNTOLD_SPECIMEN]))
    assert new["valid_from"].unique().to_list() == [NEW_TEST]
    assert set(new["status"]) == {"local"}
