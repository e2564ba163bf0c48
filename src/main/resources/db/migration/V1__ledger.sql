create table milestone (
  id               text primary key,
  type             text             not null,
  occurred_on      date             not null,
  reported_on      date             not null,
  actor            text             not null,
  subject          text             not null,
  title            text             not null,
  value            double precision,
  unit             text,
  grade            text check (grade in ('EXCEEDED', 'MET', 'PARTIAL', 'FAILED')),
  evidence         text             not null,
  evidence_quality double precision not null check (evidence_quality between 0 and 1),
  source_url       text             not null,
  note             text             not null,
  measures         jsonb            not null,
  supersedes       text references milestone (id),
  retracted        boolean          not null,
  recorded_at      timestamptz      not null default now(),
  check (supersedes <> id),
  check (not retracted or supersedes is not null)
);

comment on table milestone is 'The ledger of facts. Append-only: corrections and withdrawals are rows that supersede.';

create index milestone_occurred_on on milestone (occurred_on desc, id);
create index milestone_supersedes on milestone (supersedes);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;

create trigger milestone_append_only before update or delete on milestone
  for each row execute function refuse_change();
