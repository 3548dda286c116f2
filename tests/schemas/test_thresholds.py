"""When too many rows break a rule, the file is refused in a sentence."""

import polars as pl
import pytest

from schemas.checking import COUNTS
from schemas.thresholds import breaches, verify_limits


def counts(*rows: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COUNTS, orient="row")


def test_exactly_five_per_cent_is_allowed_and_one_row_more_is_not() -> None:
    assert breaches("claims", counts(("fee_code_malformed", "quarantine", 50)), 1000) == []
    [breach] = breaches("claims", counts(("fee_code_malformed", "quarantine", 51)), 1000)
    assert breach.sentence("claims.csv.gz") == (
        "claims.csv.gz: 51 of 1,000 rows (5.1 %) break the rule fee_code_malformed of claims; the limit is 5 %, so the "
        "drop is refused. Correct the file or its column map and deliver again, or raise the limit of "
        "claims.fee_code_malformed if the rows may be left out."
    )


def test_a_warning_never_breaches() -> None:
    assert breaches("discharges", counts(("alc_within_stay", "warning", 10)), 10) == []


def test_the_limit_of_an_input_wins_over_the_limit_of_a_rule() -> None:
    found = counts(("duplicate_key", "quarantine", 29))
    assert breaches("claims", found, 100, {"duplicate_key": 0.29}) == []
    assert breaches("claims", found, 100, {"duplicate_key": 0.29, "persons.duplicate_key": 0.0}) == []
    assert len(breaches("claims", found, 100, {"duplicate_key": 0.29, "claims.duplicate_key": 0.28})) == 1


def test_a_limit_of_zero_refuses_the_first_row() -> None:
    assert len(breaches("claims", counts(("ragged_row", "quarantine", 1)), 10**9, {"ragged_row": 0})) == 1


def test_a_contradiction_has_a_limit_where_a_model_knows_it() -> None:
    verify_limits({"official_attribution.two_teams": 0.2, "two_teams": 0.1})
    with pytest.raises(ValueError, match=r"persons\.two_teams: no input has this rule"):
        verify_limits({"persons.two_teams": 0.2})


def test_limits_are_verified_together() -> None:
    verify_limits({"claims.fee_code_malformed": 0.1, "birth_date_unreadable": 0, "ragged_row": 1})
    with pytest.raises(ValueError) as error:
        verify_limits({"fee_code_wrong": 0.1, "duplicate_key": 5, "ohts.birth_date_missing": 0.1})
    assert str(error.value) == (
        "Limits of rejected rows: fee_code_wrong: no input has this rule; ohts.birth_date_missing: no input has this "
        "rule; duplicate_key: must be a share from 0 to 1."
    )
