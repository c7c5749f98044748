-- The roles and the empty database of the maternity register.
-- Run once on the server, as its administrator:   psql -f roles.sql
-- psql asks for the password of each role; none of them is written in this file or in a log.

-- Owns the tables. Used by "maternity move" and "maternity server-upgrade" alone, by the IT helper.
CREATE ROLE maternity_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
\password maternity_owner

-- What the program may do: no table made or dropped, nothing deleted or rewritten.
CREATE ROLE maternity_app NOLOGIN;

-- Reads the envelopes of the people who sign in, and nothing else.
CREATE ROLE maternity_door LOGIN PASSWORD '$door' CONNECTION LIMIT 20;

-- One role for each computer: it can be taken back alone (ALTER ROLE ... NOLOGIN).
$computers
CREATE DATABASE $database OWNER maternity_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE $database FROM PUBLIC;
GRANT CONNECT ON DATABASE $database TO maternity_app, maternity_door;
ALTER DATABASE $database SET maternity.door TO '$door';
ALTER DATABASE $database SET lock_timeout TO '5s';
ALTER DATABASE $database SET idle_in_transaction_session_timeout TO '5min';

\connect $database
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO maternity_app, maternity_door;
GRANT USAGE, CREATE ON SCHEMA public TO maternity_owner;
