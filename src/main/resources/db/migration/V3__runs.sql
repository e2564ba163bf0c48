create table run (
  id          text primary key,
  mode        text        not null check (mode in ('deterministic', 'stochastic')),
  inputs      text        not null,
  answer      text        not null,
  series      text        not null,
  trace       text        not null,
  digest      text        not null,
  recorded_at timestamptz not null default now()
);

comment on table run is 'Results by the digest of their inputs, as the bytes that are answered. Append-only.';

create trigger run_append_only before update or delete on run
  for each row execute function refuse_change();
