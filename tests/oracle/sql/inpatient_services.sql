-- Method 13.3: what specialists did in hospital beds, by corporation. Netted lines are of registered persons, of suffix A
-- and of no time code already.
CREATE TABLE inpatient_services AS
SELECT
    physician_id, corporation_id, sum(services) AS services, count(DISTINCT person_key) AS patients,
    max(service_date) AS latest_date
FROM netted_lines
JOIN physicians USING (physician_id)
JOIN hospitals USING (hospital_id)
WHERE NOT list_contains(method_primary_care_specialties(), specialty_code)
  AND location = 'inpatient'
  AND NOT is_laboratory_code(fee_code)
  AND in_years_to_end(service_date, method_hospital_look_back_years())
GROUP BY physician_id, corporation_id;
