"""Codes the random tables are drawn from, with rough frequencies.

Fee codes are delivered with their suffix. Amounts are cents of about the schedule; no rule uses them. The codes are
facts of the Ontario Schedule of Benefits, ICD-10-CA and CCI; the frequencies are made up to look plausible.
"""

import polars as pl

# code, weight, cents: what a family physician bills for a visit in person …
OFFICE_CODES = [
    ("A007A", 50, 3795), ("A001A", 14, 2375), ("A003A", 7, 8735), ("A004A", 2, 3835), ("K005A", 6, 7010),
    ("K013A", 6, 7010), ("K131A", 3, 5695), ("K132A", 2, 8095), ("K130A", 1, 7720), ("K017A", 2, 4525),
    ("A261A", 1, 2150), ("P004A", 3, 3815), ("A888A", 3, 3690), ("A007", 1, 3795), ("K030A", 3, 4095),
]  # fmt: skip
# … at a distance, before and after the temporary codes ended …
VIRTUAL_CODES = [("A007A", 60, 3795), ("A001A", 18, 2375), ("K005A", 12, 7010), ("K013A", 10, 7010)]
TEMPORARY_CODES = [("K081A", 70, 2755), ("K080A", 20, 1100), ("K082A", 10, 5505)]
MODALITY_CODES = [("K300A", 25, 0), ("K301A", 75, 0)]
# … and with a visit.
ADDED_CODES = [
    ("G590A", 25, 565), ("G538A", 15, 580), ("G365A", 15, 1200), ("G372A", 12, 389), ("G373A", 5, 675),
    ("E079A", 13, 1555), ("G010A", 10, 207), ("G212A", 3, 975), ("G271A", 2, 1275),
]  # fmt: skip
# Everybody else's lines: code, weight, cents, place (O office, I inpatient, E emergency, X other, L long-term care).
OTHER_LINES = [
    ("A135A", 10, 16490, "O"), ("A133A", 16, 8345, "O"), ("A415A", 4, 16490, "O"), ("A035A", 7, 9600, "O"),
    ("A203A", 8, 4500, "O"), ("C132A", 8, 3410, "I"), ("C002A", 5, 3410, "I"), ("H101A", 3, 1580, "E"),
    ("H102A", 5, 3920, "E"), ("H103A", 5, 3820, "E"), ("H153A", 2, 4790, "E"), ("W003A", 3, 3480, "L"),
    ("G313A", 7, 445, "O"), ("G310B", 6, 660, "O"), ("X091B", 5, 1810, "O"), ("X091C", 5, 1010, "O"),
    ("J135B", 4, 5035, "O"), ("J135C", 4, 3120, "O"), ("E082A", 4, 3300, "I"), ("L810A", 3, 1300, "X"),
    ("Q040A", 4, 6000, "O"), ("R440C", 2, 9006, "I"), ("P018B", 1, 15000, "I"), ("G489A", 6, 354, "X"),
]  # fmt: skip
# What focused family physicians bill: their focus in the office, on the ward or in the emergency department …
FOCUSED_LINES = {
    "focused_office": (
        "O",
        [
            ("A917A", 30, 3795),
            ("A927A", 20, 3795),
            ("A937A", 25, 3795),
            ("A957A", 10, 3795),
            ("A007A", 15, 3795),
        ],
    ),
    "focused_inpatient": ("I", [("C002A", 60, 3410), ("C003A", 20, 8735), ("C122A", 15, 6115), ("E082A", 5, 3300)]),
    "focused_emergency": ("E", [("H101A", 20, 1580), ("H102A", 40, 3920), ("H103A", 30, 3820), ("H153A", 10, 4790)]),
}
# … and what paediatricians bill for children.
CHILD_CODES = [("A007A", 40, 3795), ("A261A", 35, 2150), ("K267A", 10, 4160), ("K269A", 5, 7720), ("A265A", 10, 17910)]
TIME_CODES = [("Q310A", 60, 2000), ("Q311A", 25, 2000), ("Q312A", 10, 2000), ("Q313A", 5, 2000)]
# Diagnoses of lines that belong to none of the chronic conditions of `conditions`, and those of stays.
PASSING_DIAGNOSES = ["460", "466", "787", "916", "780", "724", "477", "599", "691", "896", "917", "781", "847", "382"]
PASSING_COMORBID = ["Z51.5", "E78.0", "D64.9", "e87.6", "R53", "Z92.1"]

AMBULATORY_SENSITIVE = ["J441", "J440", "J459", "E1164", "E1010", "I500", "I501", "G409", "I100", "I200", "J181"]
MEDICAL = ["J189", "N390", "I214", "I480", "K529", "K859", "I639", "A419", "R074", "L031", "K922", "N179", "D649"]
SURGICAL = ["K352", "K802", "M171", "S7200", "C509", "C189", "M4806", "K409"]
MENTAL = ["F329", "F209", "F319", "F103"]
MATERNAL = ["O80001", "O34201", "O42021", "O68001"]
NEWBORN = ["Z38000", "P073", "Z38010"]
PROCEDURES = ["3OT20WC", "2NM71BA", "1VG53LAPN", "1NK77EM", "1OD57LA", "5MD60AA", "1IJ50GQOE", "1HZ53GRNM"]
# Main problems of emergency visits: most, those best managed elsewhere among them …
EMERGENCY = ["J069", "R104", "R074", "S610", "S934", "N390", "L039", "H669", "M545", "R51", "B349", "J459", "T784"]
EMERGENCY += ["J029", "N300", "H109", "J00", "R05", "R11", "R509", "S0180", "S6250", "K529", "N23", "I480", "J189"]
EMERGENCY += ["R55", "R42", "Z480", "T140", "L509", "M796", "O200", "I500", "J441", "K590", "R21", "S900", "T150"]
# … those of mental health and of substance use, and harm done to oneself, with what it did.
EMERGENCY_MENTAL = ["F329", "F419", "F432", "F209", "F319", "F603", "F410", "F100", "F102", "F109", "F191", "F112"]
HARM = ["X61", "X64", "X60", "X78", "X70", "Y12", "Y28"]
HARMED = ["T426", "T391", "S619", "T509"]
EMERGENCY_BESIDE = ["I100", "E119", "Z720", "Z590", "R101", "J449", "E876", "F171"]
# Same-day surgery: what for, and what was done.
DAY_SURGERY = ["H259", "K409", "K635", "M233", "K802", "H251", "N840", "J350", "C449", "Z121"]
DAY_PROCEDURES = ["1CL89VR", "2NM70BA", "1SY80LA", "1VG87DA", "1OD57DA", "1RM87BA", "1FR89LA"]
# After a stay: a visit, the premium for the first one, psychiatric care, and the lines of specialists.
FIRST_VISIT_PREMIUM = [("E080A", 1, 2525)]
PSYCHIATRY = [("K198A", 60, 8970), ("A195A", 15, 22250), ("K197A", 25, 8970)]
CHILD_MENTAL_HEALTH = [("A262A", 100, 4345)]
INTERNAL_MEDICINE = [("A133A", 60, 8345), ("A135A", 40, 16490)]
MENTAL_DIAGNOSES = ["311", "300", "296", "309", "295", "301"]
# Beginnings of main diagnoses of the conditions that are to be seen soon after a stay.
SEEN_SOON = ["J1", "E10", "E11", "E14", "I6", "K", "I50", "J44", "I2", "I48"]


def weights(lines: list[tuple[str, int, int]]) -> list[float]:
    """Give the second entry of every line."""
    return [float(line[1]) for line in lines]


def column(lines: list[tuple[str, int, int]], position: int) -> pl.Series:
    """Give one entry of every line as a column."""
    return pl.Series([line[position] for line in lines])
