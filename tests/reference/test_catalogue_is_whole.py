"""Every identifier of the catalogue we set out to build is an indicator, or is left out with a reason; none is both."""

import csv
from pathlib import Path

from transforms.catalogue import indicators

# The identifiers in the order of our plan: hospital and emergency care, follow-up and mental health, prevention,
# long-term conditions, access and continuity, surveys, home care, the end of life, medicines, mortality and births,
# children, value, workforce, equity.
PLANNED_TEXT = """
alc_rate alc_days_dad ed_bme ed_low_acuity ed_rate acsc readmit30_cihi readmit30_hig
fu7_pc fu7_pc_group fu7_any_virtual fu7_copd fu7_chf fu7_mha ed_first_mha ed_repeat_mha30 ed_freq_mha readmit_mha30
crc_overdue cervix_overdue breast_overdue
dm_a1c dm_eye dm_statin dm_admit chf_admit copd_admit copd_spiro
continuity_hqo upc_own coc_bb attach new_enrol no_pc_visit
timely_access phone_sameday involved enough_time questions_opportunity welcome discharge_info
ds48 caregiver_distress hc_nursing5 hc_psw5 hc_readmit adl_decline
death_hospital eol_hc30 eol_mdhome30 eol_ed14
opioid_new opioid_high opioid_benzo benzo_65 antipsych_ltc
premature_mort avoidable_mort lbw preterm
imm_child flu65 wellbaby18
virtual_share cost_pc hcu5 los_ed_admit outside_use loyalty
md_panel md_admin_hours md_days burnout md_confidence md_retention
specialist_wait socdem_complete equity_gap
"""
PLANNED = PLANNED_TEXT.split()
LEFT_OUT = Path(__file__).parents[2] / "reference" / "left_out.csv"


def left_out() -> dict[str, str]:
    """Give the reasons by identifier."""
    lines = [line for line in LEFT_OUT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["id"]: row["reason"] for row in csv.DictReader(lines)}


def test_the_plan_has_78_identifiers() -> None:
    assert len(PLANNED) == len(set(PLANNED)) == 78


def test_every_planned_identifier_is_there_or_left_out_with_a_reason() -> None:
    assert sorted(set(PLANNED) - set(indicators()) - set(left_out())) == []
    assert all(reason.strip() for reason in left_out().values())


def test_nothing_left_out_is_there() -> None:
    assert sorted(set(left_out()) & set(indicators())) == []
