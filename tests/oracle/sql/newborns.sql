-- Method 4.5: children who stand on no rule of their own, through the mother; she must stand on one herself.
CREATE TABLE newborns AS
SELECT child.person_key, mother.physician_id, mother.centre_id
FROM counted_persons AS child
JOIN births ON child.person_key = births.person_key
JOIN standing AS mother ON births.mother_person_key = mother.person_key
ANTI JOIN standing AS own ON child.person_key = own.person_key
WHERE is_tried('mother') AND NOT has_reached_age(child.birth_date, method_newborn_age_below_years());
