-- Deaths (families/deaths.md), 5 and the table of indicators.
CREATE TABLE recently_dead AS
SELECT person_key, death_date, record.place
FROM population
LEFT JOIN (
    SELECT person_key, place FROM deaths
    WHERE in_months_to_end(death_date, 12) AND coalesce(place, 'unknown') <> 'unknown'
) AS record USING (person_key)
WHERE in_months_to_end(death_date, 12);

-- Neither in an acute bed throughout the last 30 days nor at home in long-term care before them.
CREATE TABLE died_from_the_community AS
SELECT person_key, death_date
FROM recently_dead AS dead
WHERE place IN ('hospital_inpatient', 'emergency', 'home', 'other')
  AND NOT EXISTS (
      SELECT 1 FROM discharges AS stay
      WHERE stay.person_key = dead.person_key AND stay.admission_date <= dead.death_date - 30
        AND stay.discharge_date >= dead.death_date AND stay.discharge_date <= period_end())
  AND NOT EXISTS (
      SELECT 1 FROM long_term_care_stays AS home
      WHERE home.person_key = dead.person_key AND home.admission_date <= dead.death_date - 30
        AND (home.discharge_date IS NULL OR home.discharge_date >= dead.death_date - 30));

CREATE MACRO is_last_day(day, death) AS (day <= death AND day > death - 30);

INSERT INTO population_counts
SELECT 'death_hospital', person_key, (place IN (
    'hospital_inpatient', 'emergency', 'complex_continuing_care', 'rehabilitation', 'mental_health_bed'))::BIGINT, 1
FROM recently_dead WHERE place IS NOT NULL;

INSERT INTO population_counts
SELECT 'death_ltc', person_key, (place = 'long_term_care')::BIGINT, 1 FROM recently_dead WHERE place IS NOT NULL;

INSERT INTO population_counts
SELECT 'death_community', person_key, (place IN ('home', 'other'))::BIGINT, 1
FROM recently_dead WHERE place IS NOT NULL;

INSERT INTO population_counts
SELECT
    'eol_mdhome30', person_key,
    EXISTS (
        SELECT 1 FROM netted_lines AS line
        WHERE line.person_key = dead.person_key AND is_last_day(line.service_date, dead.death_date)
          AND (line.fee_code IN (SELECT code FROM home_visit_codes)
            OR (line.location = 'home' AND line.fee_code NOT IN ('A902', 'G511', 'G512', 'A101', 'A102')))
          AND NOT EXISTS (
              SELECT 1 FROM netted_lines AS sign
              WHERE sign.person_key = line.person_key AND sign.physician_id = line.physician_id
                AND sign.service_date = line.service_date
                AND (sign.location = 'virtual'
                  OR sign.fee_code IN ('K300', 'K301')
                  OR sign.fee_code IN ('K080', 'K081', 'K082', 'K083', 'K092', 'K093', 'K094', 'K095')))
    )::BIGINT,
    1
FROM died_from_the_community AS dead;

-- Home care (families/home_care.md): every service but case management (10) and placement (14).
INSERT INTO population_counts
SELECT
    'eol_hc30', person_key,
    EXISTS (
        SELECT 1 FROM home_care_services AS service
        WHERE service.person_key = dead.person_key AND is_last_day(service.service_date, dead.death_date)
          AND service.service_code NOT IN ('10', '14')
    )::BIGINT,
    1
FROM died_from_the_community AS dead;

INSERT INTO population_counts
SELECT
    'eol_ed14', person_key,
    ((SELECT count(*) FROM ed_visits AS visit
      WHERE visit.person_key = dead.person_key AND NOT is_scheduled
        AND is_last_day(visit.visit_date, dead.death_date)) >= 2)::BIGINT,
    1
FROM recently_dead AS dead;

CREATE TABLE years_under_75 AS
SELECT
    person_key, death_date IS NOT NULL AS is_dead,
    len([years FOR years IN range(1, 75) IF has_age_on(birth_date, years, age_day)]) AS age,
    greatest(
        len([middle FOR middle IN [months_before(6), months_before(18), months_before(30)]
            IF birth_date <= middle AND coalesce(death_date > middle, true)]),
        (death_date IS NOT NULL)::BIGINT) AS years
FROM population WHERE NOT has_age_on(birth_date, 75, age_day);

INSERT INTO population_counts SELECT 'premature_mort', person_key, is_dead::BIGINT, years FROM years_under_75;

INSERT INTO population_counts
SELECT 'pyll', person_key, CASE WHEN is_dead THEN 75 - age ELSE 0 END, years FROM years_under_75;
