-- Families 43: days in acute beds, and of them those of patients waiting for another level of care, of three months.
INSERT INTO hospital_counts
SELECT 'alc_rate', hospital_id, total(sum(alc_patients)), total(sum(inpatients))
FROM bed_census WHERE in_months_to_end(census_date, 3)
GROUP BY hospital_id HAVING sum(inpatients) > 0;
