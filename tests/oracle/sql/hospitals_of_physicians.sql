-- Method 5.1 to 5.5: physician -> corporation -> network.
CREATE TABLE corporations AS
SELECT corporation_id, max(network_id) AS network_id FROM hospitals GROUP BY corporation_id;

-- 5.1: admissions of the persons of practices. An admission belongs to the person's physician at D.
CREATE TABLE counting_admissions AS
SELECT person.physician_id, stay.person_key, site.corporation_id, stay.discharge_date
FROM discharges AS stay
JOIN hospitals AS site ON stay.hospital_id = site.hospital_id
JOIN personal_tiers AS person ON stay.person_key = person.person_key AND person.tier IN ('rostered', 'virtual')
WHERE in_years_to_end(stay.discharge_date, 3)
  AND stay.care_type = 'medical'
  AND stay.admission_category NOT IN ('N', 'S', 'R', 'RI');

-- 5.4: metres from the practice's area to the corporation's nearest site, on a sphere of 6,371,000 m.
CREATE TABLE distances AS
SELECT
    area.area_id, site.corporation_id,
    min(CAST(round(6371000 * sqrt(
        pow(radians(site.latitude - area.latitude), 2)
        + pow(radians(site.longitude - area.longitude) * cos(radians((site.latitude + area.latitude) / 2)), 2)
    )) AS BIGINT)) AS metres
FROM areas AS area CROSS JOIN hospitals AS site
GROUP BY area.area_id, site.corporation_id;

-- 5.2 and 5.3: own admissions by corporation, and those pooled over a group (patients summed over its physicians).
CREATE TABLE own_admissions AS
SELECT
    physician_id, corporation_id, count(*) AS admissions, count(DISTINCT person_key) AS patients,
    max(discharge_date) AS latest_date
FROM counting_admissions
GROUP BY physician_id, corporation_id;

CREATE TABLE group_admissions AS
SELECT
    group_id, corporation_id, sum(admissions) AS admissions, sum(patients) AS patients, max(latest_date) AS latest_date
FROM own_admissions JOIN physicians USING (physician_id)
WHERE group_id IS NOT NULL
GROUP BY group_id, corporation_id;

CREATE TABLE corporation_claims AS
WITH enough AS (
    SELECT physician_id FROM own_admissions GROUP BY physician_id HAVING sum(admissions) >= 10
)
SELECT physician_id, area_id, 'own_admissions' AS basis, corporation_id, admissions, patients, latest_date
FROM own_admissions SEMI JOIN enough USING (physician_id) JOIN physicians USING (physician_id)
UNION ALL
SELECT physician_id, area_id, 'group_admissions', corporation_id, admissions, patients, latest_date
FROM physicians ANTI JOIN enough USING (physician_id) JOIN group_admissions USING (group_id);

CREATE TABLE admission_choice AS
SELECT physician_id, basis, claim.corporation_id
FROM corporation_claims AS claim
LEFT JOIN distances ON claim.area_id = distances.area_id AND claim.corporation_id = distances.corporation_id
QUALIFY row_number() OVER (
    PARTITION BY physician_id
    ORDER BY admissions DESC, patients DESC, latest_date DESC, metres NULLS LAST, claim.corporation_id
) = 1;

-- 5.4: the nearest corporation with a network, by area of the practice.
CREATE TABLE nearest_choice AS
SELECT area_id, corporation_id
FROM distances JOIN corporations USING (corporation_id)
WHERE network_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY area_id ORDER BY metres, corporation_id) = 1;

CREATE TABLE physician_networks AS
SELECT
    physician.physician_id, physician.group_id,
    coalesce(own.corporation_id, nearest.corporation_id) AS corporation_id,
    corporations.network_id,
    CASE WHEN own.basis IS NOT NULL THEN own.basis
         WHEN nearest.corporation_id IS NOT NULL THEN 'nearest'
         ELSE 'none' END AS network_basis
FROM physicians AS physician
LEFT JOIN admission_choice AS own ON physician.physician_id = own.physician_id
LEFT JOIN nearest_choice AS nearest ON physician.area_id = nearest.area_id
LEFT JOIN corporations ON corporations.corporation_id = coalesce(own.corporation_id, nearest.corporation_id);
