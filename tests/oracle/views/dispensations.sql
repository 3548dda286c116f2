-- Medicines dispensed; no code of the source is translated but the way of taking and the plan.
SELECT
    dispensing_no AS dispensation_id, as_key(health_number) AS person_key, filled_on AS dispensed_date, drug_no AS din,
    who_class AS atc_code,
    CASE taken WHEN 'PO' THEN 'oral' WHEN 'TD' THEN 'transdermal' WHEN 'X' THEN 'other' ELSE taken END AS route,
    units AS quantity, lasts_days AS days_supply, unit_strength AS strength, physician_no AS prescriber_id,
    CASE plan WHEN 'ODB' THEN 'odb' WHEN 'NMS' THEN 'narcotics_monitoring' WHEN 'X' THEN 'other' ELSE plan END AS payer
FROM {delivered}
