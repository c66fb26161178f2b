import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, escapeIdentifier as id } from 'pg'

export interface Migrations {
  readonly dir: string
  readonly schema: string
  /** Where it is noted what was applied. */
  readonly schemaTable: string
}

/** Whether each of the files was applied as it stands now: one question, whose answer is yes wherever nothing is to be done. */
export async function areApplied(client: Client, { dir, schema, schemaTable }: Migrations): Promise<boolean> {
  const table = `${id(schema)}.${id(schemaTable)}`
  const { rows } = await client.query<{ known: string | null }>('select to_regclass($1) as known', [table])
  if (!rows[0]?.known) return false
  const applied = await client.query<{ file: string }>(`select version || ' ' || md5 as file from ${table}`)
  const known = new Set(applied.rows.map(({ file }) => file))
  return filesIn(dir).every(file => known.has(file))
}

/** Version and hash of each, as Postgrator notes them. */
const filesIn = (dir: string): string[] =>
  readdirSync(dir)
    .filter(name => name.endsWith('.sql') && name.includes('.do.'))
    .map(name => `${Number(name.split('.')[0])} ${hashOf(readFileSync(join(dir, name), 'utf8'))}`)

// What was applied, not a secret: the hash only tells a file that was changed since.
const hashOf = (text: string): string =>
  createHash('md5')
    .update(text.replace(/\r\n|\r/g, '\n'))
    .digest('hex')
