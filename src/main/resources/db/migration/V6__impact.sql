create table impact (
  id           text primary key,
  candidate    text             not null references rule_set (digest),
  inputs       text             not null,
  state        text             not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress     double precision not null check (progress between 0 and 1),
  result       text,
  problem      text,
  owner        text             not null,
  lease_until  timestamptz      not null,
  submitted_at timestamptz      not null default clock_timestamp(),
  started_at   timestamptz,
  finished_at  timestamptz,
  check ((state = 'done') = (result is not null)),
  check ((state = 'failed') = (problem is not null))
);

comment on table impact is 'What rule sets would change, by the digest of what was compared: who computes it until when, and what came of it.';

create index impact_unfinished on impact (lease_until) where state in ('queued', 'running');
