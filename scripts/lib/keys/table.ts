import type { KeyEncryptionKey } from '../../../services/redaction/src/store/key-encryption-keys.ts'

/** One line a key; those that only the store knows, too: drawn and never used, or the database is an older one. */
export function keyTable(keys: readonly KeyEncryptionKey[], inStore: readonly string[]): string {
  const known = keys.map(key => [key.keyId, wordsOf(key, inStore), `wraps ${key.wraps}`, since(key)])
  const strays = inStore.filter(keyId => !keys.some(key => key.keyId === keyId))
  return inColumns([...known, ...strays.map(keyId => [keyId, 'unknown to this database', '', ''])])
}

/** As wide as they have to be, with two blanks between. */
export function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map(row => row[n]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((cell, n) => cell.padEnd(widths[n] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function wordsOf({ keyId, state }: KeyEncryptionKey, inStore: readonly string[]): string {
  const isThere = inStore.includes(keyId)
  if (state === 'destroyed') return isThere ? 'struck off, still there' : 'destroyed'
  return isThere ? state : `${state}, MISSING from the key store`
}

const since = ({ createdAt, keepUntil }: KeyEncryptionKey): string => {
  const from = `since ${createdAt.toISOString().slice(0, 10)}`
  return keepUntil === null ? from : `${from}, kept until ${keepUntil.toISOString().slice(0, 10)}`
}
