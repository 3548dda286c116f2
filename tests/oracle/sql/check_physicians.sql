-- Method 1.1, physicians. A practice outside Ontario has no area; that breaks no rule.
CREATE TABLE checked_physicians AS
WITH typed AS (
    SELECT
        drop_index, start_date AS start_text, end_date AS end_text,
        physician_id, specialty_code, group_id, model_code,
        postal_area(plain_postal(postal_code)) AS area_id,
        as_day(start_date) AS start_date,
        as_day(end_date) AS end_date
    FROM raw_physicians
)
SELECT
    drop_index,
    physician_id IS NULL
    OR specialty_code IS NULL OR specialty_code NOT IN (
        '00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '11', '12', '13', '15', '16', '17', '18', '19',
        '20', '22', '23', '24', '26', '28', '31', '33', '34', '35', '41', '44', '46', '47', '48', '60', '61', '62',
        '63', '64')
    OR fails(model_code IN ('FHG', 'FHO', 'FHN', 'FHO+', 'CCM', 'RNPGA', 'OTHER'))
    OR is_unreadable(start_text, start_date)
    OR is_unreadable(end_text, end_date)
    OR fails(end_date >= start_date) AS is_broken,
    physician_id, specialty_code, group_id, model_code, area_id, start_date, end_date
FROM typed;
