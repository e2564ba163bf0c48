create table api_key (
  id           text primary key check (id ~ '^[0-9a-f]{16}$'),
  name         text        not null,
  owner        text        not null,
  roles        text[]      not null check (cardinality(roles) > 0),
  hash         text        not null check (hash ~ '^[0-9a-f]{64}$'),
  replaces     text references api_key (id),
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  check (expires_at >= created_at)
);

comment on table api_key is 'API keys: whose, with which roles, until when. Of a secret there is its SHA-256 alone. What a key may do never changes.';

create index api_key_created_at on api_key (created_at desc, id);

create trigger api_key_not_deleted before delete on api_key
  for each row execute function refuse_change();
create trigger api_key_unchanged before update of id, name, owner, roles, hash, replaces, created_at on api_key
  for each row execute function refuse_change();

create function refuse_revival() returns trigger language plpgsql as $$
begin
  if (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) or new.expires_at > old.expires_at then
    raise exception 'an API key does not live longer than it was to';
  end if;
  return new;
end
$$;

create trigger api_key_no_revival before update of expires_at, revoked_at on api_key
  for each row execute function refuse_revival();

-- The audit trail takes in every write, and who vouched for the name of the writer.
alter table audit_event drop constraint audit_event_kind_check;
alter table audit_event rename column digest to target;
alter index audit_event_digest rename to audit_event_target;
alter table audit_event alter column why drop not null;
alter table audit_event add column issuer text;
alter table audit_event add column subject text;
alter table audit_event add check ((issuer is null) = (subject is null));
create index audit_event_kind on audit_event (kind, id);

comment on table audit_event is 'Who did or tried what, when, why and from where. Issuer and subject are the proof of the name; without them it was a claim. Append-only.';
