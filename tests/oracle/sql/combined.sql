-- Method 13.1: wherever a network is named, the one at the end of its chain of combinations is meant.
CREATE TABLE network_ends AS
WITH RECURSIVE chains AS (
    SELECT network_id, combined_into AS end_id FROM combined_networks
    UNION
    SELECT chains.network_id, next.combined_into
    FROM chains JOIN combined_networks AS next ON chains.end_id = next.network_id
)
SELECT network_id, end_id FROM chains ANTI JOIN combined_networks AS further ON chains.end_id = further.network_id;

UPDATE hospitals SET network_id = end_id FROM network_ends WHERE hospitals.network_id = network_ends.network_id;
UPDATE areas SET network_id = end_id FROM network_ends WHERE areas.network_id = network_ends.network_id;
UPDATE network_ohts SET network_id = end_id FROM network_ends WHERE network_ohts.network_id = network_ends.network_id;
