SELECT institution_no AS hospital_id, counted_on AS census_date, in_beds AS inpatients, in_beds_alc AS alc_patients
FROM {delivered}
