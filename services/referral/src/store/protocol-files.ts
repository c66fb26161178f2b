import { hashOf, type Protocol, protocolFile } from '@amparo/protocols'
import type { Reader, Transaction } from '@amparo/store'

/** A version of a protocol as it was when the first referral ran under it. */
export interface KeptFile {
  readonly protocol: string
  readonly version: number
  /** SHA-256, hex. */
  readonly hash: string
  /** Undefined: this version of the service cannot read it. */
  readonly content: Protocol | undefined
}

interface FileRow extends Record<string, unknown> {
  protocol: string
  version: number
  hash: string
  content: unknown
}

/** False: another was kept under that version before, and stays. */
export async function keepFile({ sql }: Pick<Transaction, 'sql'>, file: Protocol, at: Date): Promise<boolean> {
  const { protocol, version } = file
  const hash = hashOf(file)
  const known = await hashKept({ sql }, file)
  if (known !== undefined) return known === hash
  await sql(
    `insert into protocol_file (protocol, version, hash, content, kept_at) values ($1, $2, $3, $4, $5)
     on conflict (protocol, version) do nothing`,
    [protocol, version, hash, JSON.stringify(file), at],
  )
  // Somebody may have been quicker.
  return (await hashKept({ sql }, file)) === hash
}

async function hashKept({ sql }: Pick<Reader, 'sql'>, { protocol, version }: Protocol): Promise<string | undefined> {
  const [kept] = await sql<{ hash: string }>('select hash from protocol_file where protocol = $1 and version = $2', [
    protocol,
    version,
  ])
  return kept?.hash
}

/** Every version of these protocols that is kept; of all, if none is named. */
export async function keptFiles({ sql }: Pick<Reader, 'sql'>, protocols?: readonly string[]): Promise<KeptFile[]> {
  const rows = await sql<FileRow>(
    `select protocol, version, hash, content from protocol_file
     where $1::text[] is null or protocol = any ($1) order by protocol, version`,
    [protocols === undefined ? null : [...protocols]],
  )
  return rows.map(({ content, ...row }) => ({ ...row, content: protocolFile.safeParse(content).data }))
}
