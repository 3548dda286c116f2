-- Indicators 18.4: rows added up by person, with the squares that limits are made from.
INSERT INTO person_counts
SELECT indicator_id, person_key, total(sum(numerator)), total(sum(denominator)) FROM event_counts GROUP BY ALL;

CREATE TABLE event_sums AS
SELECT person_key, indicator_id, numerator, denominator
FROM person_counts SEMI JOIN (SELECT DISTINCT indicator_id FROM event_counts) USING (indicator_id);

CREATE MACRO person_indicators() AS list_concat(further_person_indicators(), [
    'acsc', 'alc_days_dad', 'attach', 'coc_bb', 'continuity_hqo', 'continuity_low_hqo', 'continuity_medium_hqo', 'ed_bme',
    'ed_bme_hspn', 'ed_first_mha', 'ed_freq_mha', 'ed_low_acuity', 'ed_rate', 'ed_repeat_mha30', 'enrol_loss', 'fu14_e080',
    'fu7_any_virtual', 'fu7_chf', 'fu7_copd', 'fu7_mha', 'fu7_pc', 'fu7_pc_group', 'new_enrol', 'no_pc_visit',
    'outside_use', 'own_physician_hqo', 'readmit30_cihi', 'readmit30_conditions', 'readmit_mha30', 'secon',
    'uncertainly_attached', 'upc_group', 'upc_own', 'video_share', 'virtual_share']);
CREATE MACRO physician_indicators() AS
    list_concat(further_physician_indicators(), ['md_admin_hours', 'md_days', 'md_panel', 'md_retention']);
