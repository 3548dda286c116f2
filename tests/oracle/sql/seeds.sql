-- Method 13.2: what the forming of networks starts from. People and admissions belong to the corporation of the provider
-- on whom a person stands; forming.py does the rest.
CREATE TABLE placed_people AS
SELECT person_key, area_id, corporation_id
FROM standing AS person
JOIN provider_corporations AS provider
    ON provider.kind = CASE WHEN person.centre_id IS NULL THEN 'physician' ELSE 'centre' END
    AND provider.provider_id = coalesce(person.centre_id, person.physician_id)
WHERE corporation_id IS NOT NULL;

CREATE TABLE seeds AS
WITH housed AS (
    SELECT corporation_id, count(*) AS people FROM placed_people WHERE area_id IS NOT NULL GROUP BY corporation_id
)
SELECT corporation_id, coalesce(people, 0) AS people FROM supplied_networks LEFT JOIN housed USING (corporation_id);

CREATE TABLE seed_admissions AS
SELECT person.corporation_id, stay.corporation_id AS hospital_corporation_id, count(*) AS admissions
FROM counting_admissions AS stay JOIN placed_people AS person USING (person_key)
GROUP BY person.corporation_id, stay.corporation_id;

CREATE TABLE seed_distances AS
WITH pairs AS (
    SELECT
        one.corporation_id, other.corporation_id AS other_id,
        metres_between(one.latitude, one.longitude, other.latitude, other.longitude) AS metres
    FROM hospitals AS one CROSS JOIN hospitals AS other
)
SELECT corporation_id, other_id, min(metres) AS metres
FROM pairs WHERE metres IS NOT NULL AND corporation_id <> other_id
GROUP BY corporation_id, other_id;
