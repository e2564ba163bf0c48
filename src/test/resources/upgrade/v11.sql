-- What a database of version 11 may hold: a ledger, rule sets, runs, scenarios, a study, and a back-test in each state.
-- Names are as long as real ones; their first character tells them apart.
insert into milestone (id, type, occurred_on, reported_on, actor, subject, title, value, unit, grade, evidence,
                       evidence_quality, source_url, note, measures, supersedes, retracted)
values ('old-latency', 'LATENCY', '2026-05-01', '2026-05-02', 'SpaceX', 'Starlink', 'Latency of old', 62, 'ms', 'MET',
        'PRESS', 0.5, 'https://example.com', '', '{}', null, false),
       ('old-mistake', 'LATENCY', '2026-05-03', '2026-05-03', 'SpaceX', 'Starlink', 'A mistake', 63, 'ms', 'MET', 'PRESS',
        0.5, 'https://example.com', '', '{}', null, false),
       ('old-withdrawal', 'LATENCY', '2026-05-03', '2026-05-04', 'SpaceX', 'Starlink', 'A mistake', 63, 'ms', 'MET',
        'PRESS', 0.5, 'https://example.com', '', '{}', 'old-mistake', true);

insert into rule_set (digest, files, author, message)
values ('sha256:' || repeat('a', 64), '{}', 'ada', 'first'),
       ('sha256:' || repeat('b', 64), '{}', 'grace', 'second');

insert into run (id, mode, inputs, answer, series, trace, digest, ledger_position)
values (repeat('a', 32), 'stochastic', '{"mode": "stochastic", "scenario": {}}',
        '{"mode": "stochastic",
          "provenance": {"ruleSet": "sha256:a", "asOf": "2026-06-01", "seed": 7, "paths": 2000, "sampling": "pseudo",
                         "facts": "sha256:f", "coreVersion": "1.9.0", "engine": "jvm"},
          "packWeights": {"sceptic": 0.25, "house": 0.5, "company": 0.25},
          "valuation": {"enterpriseValueUsd": {"mean": 8e10, "standardError": 1e9, "p10": -7e9, "p50": 0, "p90": 2e11,
                                               "percentileStandardErrors": {"p10": 1e8, "p50": 2e8, "p90": 3e9}},
                        "bands": {"bear": -7e9, "base": 0, "bull": 3e11}},
          "neverProduces": {"mean": 0.75},
          "effects": [{"rule": "R04 cadence", "source": "S9", "facts": ["old-latency", "older"], "effect": "scale",
                       "parameter": "launch.rate.initial", "before": 4, "after": 5, "weight": 0.5, "because": "it flew"}]}',
        '{"items": [{"metric": "capacityKw", "unit": "kW", "points": [
            {"quarter": "2030Q1", "date": "2030-03-31",
             "statistics": {"mean": 10, "standardError": 1, "p50": 8, "percentileStandardErrors": {"p50": 2}}}]}]}',
        '{"parameters": [{"key": "launch.rate.initial", "unit": "flights/yr", "meaning": "x", "source": "S9",
                          "changedBy": ["R04 cadence"],
                          "packs": {"house": {"before": 4, "after": 5}, "company": {"before": 9, "after": 9}}}]}',
        'sha256:' || repeat('1', 64), 1),
       (repeat('b', 32), 'deterministic', '{"mode": "deterministic", "scenario": {"name": "bull"}}',
        '{"mode": "deterministic", "scenario": "bull", "provenance": {"coreVersion": "1.9.0"}, "enterpriseValueUsd": 9e10}',
        '{"items": [{"metric": "capacityKw", "unit": "kW", "points": [
            {"quarter": "2030Q1", "date": "2030-03-31", "value": 12}]}]}',
        '{"parameters": []}', 'sha256:' || repeat('2', 64), null),
       (repeat('c', 32), 'stochastic', '{}', '{"because": "a NUL: \u0000"}', '{}', '{}', 'sha256:' || repeat('3', 64), 2);

insert into scenario (id, name, version, deleted)
values ('cheap-launch', 'Cheap launch', 1, false);
insert into scenario_version (scenario_id, version, name, description, assumed, author, client, recorded_at)
values ('cheap-launch', 1, 'Cheap launch', '', '{"assumptions":{"launch.cost.learning-rate":0.25}}', 'ada', 'a test',
        '2026-06-01T12:00:00Z');
insert into scenario_run (scenario_id, version, run_id)
values ('cheap-launch', 1, repeat('b', 32));

insert into study (id, kind, inputs, state, progress, result, owner, lease_until, finished_at)
values (repeat('9', 32), 'sweep', '{}', 'done', 1, '{"items": []}', 'gone', '2026-06-01T12:00:00Z', '2026-06-01T12:00:00Z');

insert into backtest (id, inputs, rule_set, state, progress, problem, attempts, owner, lease_until, submitted_at,
                      started_at, finished_at)
select repeat(job.n::text, 32),
       format('{"ruleSet": "sha256:%s", "days": ["2026-04-01", "2026-05-01"], "facts": "sha256:f", "questions": "sha256:q", "coreVersion": "1.9.0"}',
              repeat('a', 64)),
       'sha256:' || repeat('a', 64), job.state, job.progress, job.problem, job.attempts, job.owner,
       job.lease_until::timestamptz, '2026-06-01T12:00:00Z', job.started_at::timestamptz, job.finished_at::timestamptz
  from (values
    (1, 'queued', 0.0, null, 0, null, null, null, null),
    (2, 'running', 0.5, null, 2, 'gone', '2026-06-01T12:01:00Z', '2026-06-01T12:00:01Z', null),
    (3, 'done', 1.0, null, 1, 'gone', '2026-06-01T12:01:00Z', '2026-06-01T12:00:01Z', '2026-06-01T12:00:09Z'),
    (4, 'failed', 0.5, '{"type":"INTERNAL_ERROR","detail":"5 services ended while they computed it"}', 6, 'gone',
     '2026-06-01T12:01:00Z', '2026-06-01T12:00:01Z', '2026-06-01T12:00:09Z'),
    (5, 'cancelled', 0.0, null, 0, null, null, null, '2026-06-01T12:00:09Z')
  ) as job (n, state, progress, problem, attempts, owner, lease_until, started_at, finished_at);

insert into forecast_question (digest, key, definition)
values ('sha256:' || repeat('c', 64), 'starship-flies-in-quarter',
        '{"key":"starship-flies-in-quarter","title":"Does Starship fly at least once in {target}?","about":"quarter","within":24,"forecast":{"rate":"launchFlights"},"resolution":{"type":"LAUNCH_CADENCE","actors":["SpaceX"],"evidence":0.3,"take":"total","absent":"zero","graceDays":60},"yes":{"atLeast":1.0},"since":"2023-04-01"}');
insert into forecast (question, question_key, target, from_on, by_on, made_on, rule_set, run_id, backtest, probability,
                      climatology_cases)
select 'sha256:' || repeat('c', 64), 'starship-flies-in-quarter', '2026Q4', '2026-10-01', '2026-12-31', made.on_day,
       'sha256:' || repeat('a', 64), repeat('a', 32), made.backtest, made.probability, 0
  from (values
    (repeat('3', 32), '2026-04-01'::date, 0.6),
    (repeat('3', 32), '2026-05-01'::date, 0.7),
    (repeat('2', 32), '2026-04-01'::date, 0.6),
    (null, '2026-06-01'::date, 0.8)
  ) as made (backtest, on_day, probability);
