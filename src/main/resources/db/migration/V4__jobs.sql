-- Recording order of the ledger. One writer at a time has the ledger until its transaction ends, so that whoever sees a
-- position sees all before it: a position names what the ledger held at a moment.
alter table milestone add column position bigint generated always as identity;
create unique index milestone_position on milestone (position);

-- Where the ledger stood when the facts of a run were read; absent in deterministic mode and for runs before this.
alter table run add column ledger_position bigint;

create table run_job (
  id              text primary key,
  inputs          text             not null,
  ledger_position bigint,
  state           text             not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress        double precision not null check (progress between 0 and 1),
  problem         text,
  attempts        integer          not null,
  owner           text,
  lease_until     timestamptz,
  submitted_at    timestamptz      not null,
  started_at      timestamptz,
  finished_at     timestamptz,
  check ((state = 'failed') = (problem is not null))
);

comment on table run_job is 'Runs that were answered with 202: what they are to compute, who computes them until when, and how they ended.';

create index run_job_unfinished on run_job (lease_until) where state in ('queued', 'running');
