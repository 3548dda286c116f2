-- Method 2: netted lines that are core primary care, with their value. All lie in the two years ending at D.
CREATE TABLE core_lines AS
WITH modality_days AS (
    SELECT DISTINCT person_key, physician_id, service_date FROM netted_lines WHERE fee_code IN ('K300', 'K301')
),
listed AS (
    SELECT line.*
    FROM netted_lines AS line
    SEMI JOIN core_codes AS code
        ON line.fee_code = code.fee_code
        AND coalesce(line.service_date >= code.valid_from, true)
        AND coalesce(line.service_date <= code.valid_to, true)
    SEMI JOIN (FROM physicians WHERE specialty_code IN ('00', '05')) AS own ON line.physician_id = own.physician_id
    WHERE line.location IN ('office', 'home', 'virtual')
)
SELECT listed.*, listed.services * fees.fee_cents AS value_cents
FROM listed
JOIN fees
    ON listed.fee_code = fees.fee_code
    AND listed.service_date >= fees.first_day
    AND listed.service_date < fees.next_list_day
LEFT JOIN modality_days AS modality
    ON listed.person_key = modality.person_key
    AND listed.physician_id = modality.physician_id
    AND listed.service_date = modality.service_date
WHERE listed.fee_code NOT IN ('K080', 'K081', 'K082')
   OR listed.service_date < DATE '2021-10-01'
   OR modality.person_key IS NOT NULL;

-- What the tie chain compares, by person and physician (4). A visit here is a netted core line.
CREATE TABLE core_care AS
SELECT
    person_key, physician_id,
    CAST(sum(value_cents) AS BIGINT) AS value_cents,
    count(*) AS visits,
    count(DISTINCT service_date) AS service_dates,
    max(service_date) AS latest_date
FROM core_lines
GROUP BY person_key, physician_id;
