import type { KeysConnection } from './keys-connection.ts'

export interface SealSubkey {
  /** Also of the data key under which `secret` is encrypted. */
  readonly subkeyId: string
  readonly fingerprint: string
  /** Armored, public. */
  readonly certificate: string
  /** Null: destroyed. */
  readonly secret: Uint8Array | null
  readonly drawnAt: Date
  readonly isLogged: boolean
  readonly isPublished: boolean
  readonly endEntryId: string
}

export interface SealSubkeys {
  /** The newest first; also those that are destroyed. */
  sealSubkeys(): Promise<SealSubkey[]>
  addSealSubkey(subkey: Omit<SealSubkey, 'isLogged' | 'isPublished'> & { readonly secret: Uint8Array }): Promise<void>
  markSealSubkey(subkeyId: string, what: 'logged' | 'published'): Promise<void>
  /** With the key that opens it, so that a copy of the one is of no use. */
  destroySealSubkey(subkeyId: string): Promise<void>
}

interface Row {
  readonly subkey_id: string
  readonly fingerprint: string
  readonly certificate: string
  readonly secret: Buffer | null
  readonly drawn_at: Date
  readonly logged_at: Date | null
  readonly published_at: Date | null
  readonly end_entry_id: string
}

const KEPT = 20

export const sealSubkeys = ({ sql, transaction }: KeysConnection): SealSubkeys => ({
  sealSubkeys: async () => {
    const rows = await sql<Row>('select * from seal_subkey order by drawn_at desc, subkey_id limit $1', [KEPT])
    return rows.map(row => ({
      ...{ subkeyId: row.subkey_id, fingerprint: row.fingerprint, certificate: row.certificate, secret: row.secret },
      ...{ drawnAt: row.drawn_at, isLogged: row.logged_at !== null, isPublished: row.published_at !== null },
      endEntryId: row.end_entry_id,
    }))
  },
  addSealSubkey: async ({ subkeyId, fingerprint, certificate, secret, drawnAt, endEntryId }) => {
    await sql(
      `insert into seal_subkey (subkey_id, fingerprint, certificate, secret, drawn_at, end_entry_id)
       values ($1, $2, $3, $4, $5, $6)`,
      [subkeyId, fingerprint, certificate, Buffer.from(secret), drawnAt, endEntryId],
    )
  },
  markSealSubkey: async (subkeyId, what) => {
    const column = what === 'logged' ? 'logged_at' : 'published_at'
    await sql(`update seal_subkey set ${column} = now() where subkey_id = $1`, [subkeyId])
  },
  destroySealSubkey: subkeyId =>
    transaction(async own => {
      await own('delete from wrapped_key where subject_id = $1', [subkeyId])
      await own('update seal_subkey set secret = null, destroyed_at = now() where subkey_id = $1', [subkeyId])
    }),
})
