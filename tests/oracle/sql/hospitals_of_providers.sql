-- Method 5.1 to 5.4 and 13.3: provider -> corporation. A provider is a physician or a health centre, told by its kind.
CREATE TABLE providers AS
SELECT 'physician' AS kind, physician_id AS provider_id, group_id, area_id FROM physicians
UNION ALL
SELECT 'centre', centre_id, NULL, area_id FROM centres;

-- 5.1: an admission belongs to the provider on whom the person stands at D.
CREATE TABLE counting_admissions AS
SELECT
    CASE WHEN centre_id IS NULL THEN 'physician' ELSE 'centre' END AS kind,
    coalesce(centre_id, physician_id) AS provider_id,
    stay.person_key, site.corporation_id, stay.discharge_date
FROM discharges AS stay
JOIN hospitals AS site ON stay.hospital_id = site.hospital_id
JOIN standing AS person ON stay.person_key = person.person_key
WHERE in_years_to_end(stay.discharge_date, method_hospital_look_back_years())
  AND stay.care_type = 'medical'
  AND stay.admission_category NOT IN ('N', 'S', 'R', 'RI');

-- 5.2 and 5.3: own admissions by corporation, and those pooled over a group (patients summed over its physicians).
CREATE TABLE own_admissions AS
SELECT
    kind, provider_id, corporation_id, count(*) AS admissions, count(DISTINCT person_key) AS patients,
    max(discharge_date) AS latest_date
FROM counting_admissions
GROUP BY kind, provider_id, corporation_id;

CREATE TABLE group_admissions AS
SELECT
    group_id, corporation_id, sum(admissions) AS admissions, sum(patients) AS patients, max(latest_date) AS latest_date
FROM own_admissions JOIN providers USING (kind, provider_id)
WHERE group_id IS NOT NULL
GROUP BY group_id, corporation_id;

-- What speaks for each corporation: inpatient services of a specialist with any, else own admissions when there are
-- enough of them, else those of the group.
CREATE TABLE corporation_claims AS
WITH serving AS (
    SELECT DISTINCT 'physician' AS kind, physician_id AS provider_id FROM inpatient_services
),
enough AS (
    SELECT kind, provider_id FROM own_admissions ANTI JOIN serving USING (kind, provider_id)
    GROUP BY kind, provider_id HAVING sum(admissions) >= method_minimum_admissions()
),
few AS (FROM providers ANTI JOIN serving USING (kind, provider_id) ANTI JOIN enough USING (kind, provider_id))
SELECT
    'physician' AS kind, physician_id AS provider_id, 'inpatient_services' AS basis, corporation_id,
    services AS number, patients, latest_date
FROM inpatient_services
UNION ALL BY NAME
SELECT kind, provider_id, 'own_admissions' AS basis, corporation_id, admissions AS number, patients, latest_date
FROM own_admissions SEMI JOIN enough USING (kind, provider_id)
UNION ALL BY NAME
SELECT kind, provider_id, 'group_admissions' AS basis, corporation_id, admissions AS number, patients, latest_date
FROM few JOIN group_admissions USING (group_id);

CREATE TABLE claimed_corporations AS
SELECT
    kind, provider_id, basis, claim.corporation_id,
    CASE
        WHEN lead(provider_id) OVER most IS NULL THEN 'none'
        WHEN number <> lead(number) OVER most THEN
            CASE WHEN basis = 'inpatient_services' THEN 'services' ELSE 'admissions' END
        WHEN patients <> lead(patients) OVER most THEN 'patients'
        WHEN latest_date <> lead(latest_date) OVER most THEN 'latest'
        WHEN metres IS DISTINCT FROM lead(metres) OVER most THEN 'distance'
        ELSE 'id'
    END AS tie_step
FROM corporation_claims AS claim
JOIN providers USING (kind, provider_id)
LEFT JOIN distances ON providers.area_id = distances.area_id AND claim.corporation_id = distances.corporation_id
WINDOW most AS (
    PARTITION BY kind, provider_id
    ORDER BY number DESC, patients DESC, latest_date DESC, metres NULLS LAST, claim.corporation_id
)
QUALIFY row_number() OVER most = 1;

CREATE TABLE provider_corporations AS
SELECT
    provider.kind, provider.provider_id, provider.group_id,
    coalesce(own.corporation_id, nearest.corporation_id) AS corporation_id,
    CASE WHEN own.basis IS NOT NULL THEN own.basis
         WHEN nearest.corporation_id IS NOT NULL THEN 'nearest'
         ELSE 'none' END AS network_basis,
    CASE WHEN own.basis IS NOT NULL THEN own.tie_step ELSE nearest.tie_step END AS hospital_tie_step
FROM providers AS provider
LEFT JOIN claimed_corporations AS own ON provider.kind = own.kind AND provider.provider_id = own.provider_id
LEFT JOIN nearest_corporations AS nearest ON provider.area_id = nearest.area_id;
