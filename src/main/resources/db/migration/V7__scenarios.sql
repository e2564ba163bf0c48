create table scenario (
  id      text    primary key,
  name    text    not null,
  version integer not null check (version > 0),
  deleted boolean not null
);

comment on table scenario is 'The saved scenarios: name and number of the latest version of each. What they hold is in scenario_version.';

create unique index scenario_living_name on scenario (lower(name)) where not deleted;

create table scenario_version (
  id             bigint generated always as identity primary key,
  scenario_id    text        not null references scenario (id),
  version        integer     not null check (version > 0),
  name           text        not null,
  description    text        not null,
  assumed        text,
  copied_from    text,
  copied_version integer,
  author         text        not null,
  client         text        not null,
  recorded_at    timestamptz not null,
  unique (scenario_id, version),
  foreign key (copied_from, copied_version) references scenario_version (scenario_id, version),
  check ((copied_from is null) = (copied_version is null))
);

comment on table scenario_version is 'Every state that saved scenarios ever had, who made it, when and from where. Append-only.';
comment on column scenario_version.assumed is 'What is assumed, as the JSON that runs are named by; absent when the scenario was deleted.';

create trigger scenario_version_append_only before update or delete on scenario_version
  for each row execute function refuse_change();

create table scenario_run (
  id          bigint generated always as identity primary key,
  scenario_id text        not null,
  version     integer     not null,
  run_id      text        not null,
  asked_at    timestamptz not null default clock_timestamp(),
  unique (scenario_id, version, run_id),
  foreign key (scenario_id, version) references scenario_version (scenario_id, version)
);

comment on table scenario_run is 'Which runs were asked for by the name of a saved scenario, and first when. Append-only.';

create trigger scenario_run_append_only before update or delete on scenario_run
  for each row execute function refuse_change();
