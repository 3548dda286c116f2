-- Codes of tests are LOINC; one that the map does not know stays as it is.
SELECT
    report_no AS result_id, as_key(health_number) AS person_key,
    CASE loinc
        WHEN '4548-4' THEN 'hba1c' WHEN '17856-6' THEN 'hba1c' WHEN '39469-2' THEN 'ldl' WHEN '22748-8' THEN 'ldl'
        ELSE loinc END AS test_code,
    taken_on AS collected_date,
    CASE status WHEN 'F' THEN 'true' WHEN 'C' THEN 'true' WHEN 'P' THEN 'false' WHEN 'X' THEN 'false' ELSE status END
        AS is_final
FROM {delivered}
