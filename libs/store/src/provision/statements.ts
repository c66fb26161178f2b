import { type Client, escapeIdentifier as id, escapeLiteral as text } from 'pg'

interface Login {
  readonly role: string
  readonly password: string
  readonly memberOf?: string
}

const exists = async (client: Client, question: string, name: string): Promise<boolean> =>
  ((await client.query(question, [name])).rowCount ?? 0) > 0

/** May not sign in; carries the rights that a service has in its schema, in every hub of the cluster. */
export async function ensureGroup(client: Client, role: string): Promise<void> {
  if (await exists(client, 'select from pg_roles where rolname = $1', role)) return
  await client.query(`create role ${id(role)} nologin`)
}

/** Statements can be logged by the server, and those that follow on this connection hold passwords. */
export async function logNoStatements(client: Client): Promise<void> {
  await client.query(`set log_statement = 'none'; set log_min_error_statement = 'panic'`)
}

/** On a connection of which `logNoStatements` was asked. */
export async function ensureLogin(client: Client, { role, password, memberOf }: Login): Promise<void> {
  if (!(await exists(client, 'select from pg_roles where rolname = $1', role))) {
    await client.query(`create role ${id(role)}`)
  }
  await client.query(
    `alter role ${id(role)} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
     password ${text(password)}`,
  )
  if (memberOf) await client.query(`grant ${id(memberOf)} to ${id(role)}`)
}

/** Closed to everybody but these logins; nothing can be made in it but by the owners of schemas. */
export async function ensureDatabase(client: Client, name: string, logins: readonly string[]): Promise<void> {
  if (!(await exists(client, 'select from pg_database where datname = $1', name))) {
    await client.query(`create database ${id(name)} encoding 'UTF8' template template0`)
  }
  await client.query(`
    revoke all on database ${id(name)} from public;
    grant connect on database ${id(name)} to ${logins.map(id).join()}`)
}

interface Schema {
  readonly database: string
  readonly schema: string
  readonly owner: string
  readonly group: string
  readonly login: string
}

/** In one go, since it is said at every start of a hub. */
export async function ensureSchema(client: Client, { database, schema, owner, group, login }: Schema): Promise<void> {
  await client.query(`
    revoke all on schema public from public;
    create schema if not exists ${id(schema)} authorization ${id(owner)};
    revoke all on schema ${id(schema)} from public;
    grant usage on schema ${id(schema)} to ${id(group)};
    -- Functions can be run by everybody unless this is said.
    alter default privileges for role ${id(owner)} revoke execute on functions from public;
    alter role ${id(login)} in database ${id(database)} set search_path = ${id(schema)}`)
}
