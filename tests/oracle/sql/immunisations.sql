-- Indicators 40. The day on which somebody is n months old: in a month that lacks the day, the first of the next.
CREATE MACRO turns_months(birth, n) AS
    CASE WHEN day(birth + to_months(n)) = day(birth) THEN CAST(birth + to_months(n) AS DATE)
        ELSE CAST(birth + to_months(n) AS DATE) + 1 END;

CREATE TABLE prevention_lines AS
SELECT DISTINCT
    person_key, physician_id, service_date,
    CASE
        WHEN fee_code = 'G841' THEN 'dtap_ipv_hib'
        WHEN fee_code = 'G844' THEN 'men_c'
        WHEN fee_code = 'G845' THEN 'mmr'
        WHEN fee_code = 'G846' THEN 'pneumococcal'
        WHEN fee_code = 'G848' THEN 'varicella'
        WHEN fee_code IN ('G590', 'G591', 'G592') THEN 'influenza'
        WHEN fee_code IN ('A002', 'A268') THEN 'visit'
        WHEN fee_code = 'E079' THEN 'talk'
        WHEN fee_code = 'K039' THEN 'follow_up' END AS service
FROM netted_lines WHERE service IS NOT NULL;

-- 40.2: days with a dose of an agent, of whatever source; one vaccine may be of two agents.
CREATE TABLE children_of_two AS
SELECT person_key, birth_date, turns_months(birth_date, 12) AS first_birthday, turns_months(birth_date, 24) AS second_birthday
FROM counted_persons WHERE in_months_to_end(turns_months(birth_date, 24), 12);

CREATE TABLE vaccine_days AS
WITH told AS (
    SELECT person_key, given_date AS dose_day, unnest(CASE agent_code
        WHEN 'mmrv' THEN ['mmr', 'varicella'] WHEN 'men_acyw' THEN ['men_c'] ELSE [agent_code] END) AS agent
    FROM immunisations
    UNION SELECT person_key, service_date, service FROM prevention_lines
)
SELECT DISTINCT child.person_key, agent, dose_day
FROM told JOIN children_of_two AS child USING (person_key)
WHERE dose_day BETWEEN birth_date AND second_birthday
  AND dose_day > months_before(36)
  AND (agent IN ('dtap_ipv_hib', 'pneumococcal')
    OR (agent IN ('men_c', 'mmr', 'varicella') AND dose_day >= first_birthday));

CREATE TABLE vaccine_doses AS
SELECT person_key, agent, count(*) AS doses
FROM vaccine_days AS dose
WHERE NOT EXISTS (
    SELECT 1 FROM vaccine_days AS earlier
    WHERE earlier.person_key = dose.person_key AND earlier.agent = dose.agent
      AND earlier.dose_day < dose.dose_day AND dose.dose_day - earlier.dose_day < 28
)
GROUP BY person_key, agent;

INSERT INTO person_counts
SELECT
    'imm_child', person_key,
    (SELECT count(*) = 5 FROM vaccine_doses AS found
        WHERE found.person_key = child.person_key AND doses >= CASE agent
            WHEN 'dtap_ipv_hib' THEN 4 WHEN 'pneumococcal' THEN 3 ELSE 1 END)::BIGINT,
    1
FROM children_of_two AS child;

-- 40.3: the latest 31 March on or before D ends the season.
CREATE MACRO season_year() AS
    year(period_end()) - CASE WHEN period_end() < make_date(year(period_end()), 3, 31) THEN 1 ELSE 0 END;

INSERT INTO person_counts
SELECT
    'flu65', person_key,
    (EXISTS (
        SELECT 1 FROM immunisations AS dose
        WHERE dose.person_key = person.person_key AND agent_code = 'influenza'
          AND given_date BETWEEN make_date(season_year() - 1, 9, 1) AND make_date(season_year(), 3, 31))
    OR EXISTS (
        SELECT 1 FROM prevention_lines AS line
        WHERE line.person_key = person.person_key AND service = 'influenza'
          AND service_date BETWEEN make_date(season_year() - 1, 9, 1) AND make_date(season_year(), 3, 31)))::BIGINT,
    1
FROM counted_persons AS person WHERE has_reached_age(birth_date, 65);

-- 40.4
INSERT INTO person_counts
SELECT
    'wellbaby18', person_key,
    EXISTS (
        SELECT 1 FROM prevention_lines AS line
        WHERE line.person_key = child.person_key AND service = 'visit'
          AND service_date BETWEEN turns_months(birth_date, 17) AND second_birthday
    )::BIGINT,
    1
FROM children_of_two AS child;

-- 40.5
INSERT INTO event_counts
SELECT
    'smoking_followup', person_key,
    EXISTS (
        SELECT 1 FROM prevention_lines AS later
        WHERE later.person_key = talk.person_key AND later.physician_id = talk.physician_id AND service = 'follow_up'
          AND later.service_date BETWEEN talk.service_date + 1 AND talk.service_date + 365
    )::BIGINT,
    1
FROM prevention_lines AS talk JOIN counted_persons USING (person_key)
WHERE service = 'talk' AND in_index_window(service_date, 24, 365);
