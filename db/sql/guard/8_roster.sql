-- How busy a mediator or a committee is, for whoever reads the rosters: numbers, and no case.
CREATE OR REPLACE VIEW guard.mediator_load WITH (security_barrier) AS
SELECT link.mediator_id, link.until, link.counts_as, link.counts_on, own.accepted_on
FROM case_mediator AS link JOIN mediation_case AS own ON own.id = link.case_id
--;
CREATE OR REPLACE VIEW guard.committee_load WITH (security_barrier) AS
SELECT own.committee_id, count(*) AS open_cases
FROM mediation_case AS own JOIN matter ON matter.id = own.matter_id
WHERE own.state IN ('PROPOSED', 'ACCEPTED', 'IN_MEDIATION', 'SUSPENDED')
  AND matter.state NOT IN ('MERGED', 'VOIDED')
GROUP BY own.committee_id
