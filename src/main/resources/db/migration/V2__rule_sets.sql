create table rule_set (
  digest      text primary key,
  files       jsonb       not null,
  author      text        not null,
  message     text        not null,
  recorded_at timestamptz not null default now()
);

comment on table rule_set is 'Bundles of rules, priors and cases by the digest of their content. Append-only.';

create trigger rule_set_append_only before update or delete on rule_set
  for each row execute function refuse_change();

create table rule_set_activation (
  id           bigint generated always as identity primary key,
  digest       text        not null references rule_set (digest),
  author       text        not null,
  message      text        not null,
  activated_at timestamptz not null default now()
);

comment on table rule_set_activation is 'Which rule set was activated when; the last row is the active one. Append-only.';

create trigger rule_set_activation_append_only before update or delete on rule_set_activation
  for each row execute function refuse_change();
