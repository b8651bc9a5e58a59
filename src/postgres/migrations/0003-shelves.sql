-- The end of shelves (design/shelves.md). Keys stand in the office's keyring alone; here stands which of them must
-- never come back, in the clear: an older keyring could not open it otherwise. Never changed.

create schema shelves;

-- Shelves about to die, written with the leaf RecordsErasureIntended: no file's key is laid there any more.
create table shelves.ending (
  shelf          text   not null,
  version        bigint not null check (version > 0),   -- of the keyring that is to be without it
  intended_at_us bigint not null,
  primary key (shelf, version)
);

-- Shelves whose keys are destroyed, written with the leaf RecordsErased.
create table shelves.erased (
  shelf          text   primary key,
  version        bigint not null check (version > 0),   -- of the keyring that was then in force
  blob_hash      bytea  not null check (length(blob_hash) = 32),
  erased_at_us   bigint not null
);

-- Shelves of whose files no row is left, written with the leaf RecordsRemoved.
create table shelves.removed (
  shelf          text   primary key references shelves.erased,
  removed_at_us  bigint not null
);

-- A key laid on a dying shelf would be lost with it. The lock makes whoever ends a shelf and whoever lays on it wait
-- for each other; an older snapshot would not see the ending, so only read committed may lay.
create function shelves.refuse_ending() returns trigger language plpgsql
  security definer set search_path = pg_catalog as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a file''s key is laid under read committed alone' using errcode = 'invalid_transaction_state';
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('tachiai.shelves'));
  if exists (select from shelves.ending where ending.shelf = new.shelf) then
    raise exception 'the shelf % takes no more keys', new.shelf using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger shelf_stands before insert on ledger.file_key
  for each row execute function shelves.refuse_ending();

do $$
declare name text;
begin
  foreach name in array array['ending','erased','removed'] loop
    execute format('create trigger stays before update or delete on shelves.%I for each row execute function ledger.refuse_change()', name);
    execute format('create trigger stays_whole before truncate on shelves.%I execute function ledger.refuse_change()', name);
  end loop;
end $$;

grant usage on schema shelves to tachiai_app;
grant select, insert on all tables in schema shelves to tachiai_app;
