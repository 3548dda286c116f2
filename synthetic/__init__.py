"""A seeded Ontario of any size, with planted persons whose answers are known.

How it is made
--------------
- `scale` says how many people, which seed, which last day. `province` is the only module others need: `deliveries`
  gives the drops (a main one, and a correcting one a month later) as streams of frames, `rule_truth`,
  `physician_truth`, `official_truth` and `dirty_truth` give the answers, `FORMATS` the file format of each table.
- Random residents come in blocks of 25,000, each drawn from the seed and the block's number alone (`streams`): memory
  is bounded by one block, and a block is the same however many follow. `people` draws a block; `enrolments`,
  `claims`, `other_claims`, `limited_practices`, `hospital_care`, `centres`, `births`, `addresses` and `official` draw
  its tables; `corrections` what the second delivery changes.
- `towns`, `places`, `networks`, `geography` and `deciding` lay out teams, networks with their sizes, large and small
  hospitals, and areas; `practices`, `specialists` and `workforce` the physicians of each network; `flows` says where
  people go who are cared for outside their own; `conditions` what they have, from which diagnosis codes follow.
- Sizes, shares and rates are made so that what the rules show of residents comes near the published Ontario
  (`tests/synthetic`). Planted persons and physicians come on top, as many at any size: in a small province they weigh.
- `planted` writes persons and physicians for the answer: rows and answer stand side by side, and no attribution is
  computed. Residents never see planted physicians, whom `planted.background` gives a practice. `dirty` and
  `dirty_belonging` write rows with one fault each, about bystanders only.
- `layout` is the source's own layout; `reference/sources/synthetic.yaml` maps it to the pipeline's names.

Nothing here reads a path or a clock, and nothing imports the transforms: what is planted proves something.
"""
