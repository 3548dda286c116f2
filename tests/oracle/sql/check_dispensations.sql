-- Method 1.1, medicines dispensed. A long supply is odd, and kept.
CREATE MACRO as_amount(text) AS CASE WHEN isfinite(as_decimal(text)) THEN as_decimal(text) END;

CREATE TABLE checked_dispensations AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, quantity AS quantity_text, days_supply AS days_text, strength AS strength_text,
        dispensation_id, person_key, as_day(dispensed_date) AS dispensed_date, din, atc_code, route,
        as_amount(quantity) AS quantity, as_whole(days_supply) AS days_supply, as_amount(strength) AS strength,
        prescriber_id, payer
    FROM raw_dispensations
)
SELECT
    drop_index,
    dispensation_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(dispensed_date, delivered_on)
    OR fails(regexp_full_match(din, '[0-9]{8}'))
    OR fails(regexp_full_match(atc_code, '[A-Z][0-9][0-9]|[A-Z][0-9][0-9][A-Z]{1,2}|[A-Z][0-9][0-9][A-Z][A-Z][0-9][0-9]'))
    OR fails(route IN ('oral', 'transdermal', 'other'))
    OR is_unreadable(quantity_text, quantity) OR fails(quantity > 0 AND quantity <= 10000)
    OR is_unreadable(days_text, days_supply) OR fails(days_supply BETWEEN 1 AND 999)
    OR is_unreadable(strength_text, strength) OR fails(strength > 0 AND strength <= 10000)
    OR fails(payer IN ('odb', 'narcotics_monitoring', 'other')) AS is_broken,
    dispensation_id, person_key, dispensed_date, din, atc_code, route, quantity, days_supply, strength, prescriber_id,
    payer
FROM typed;
