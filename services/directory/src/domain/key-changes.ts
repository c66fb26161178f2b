import type { Directory } from './entries.ts'

/** A certificate, and whose it is. */
export interface NamedKey {
  readonly fingerprint: string
  readonly hub: string
  /** Empty: of the hub itself. */
  readonly agencyId: string
  /** Code of its use, or "jurisdiction". */
  readonly use: string
  readonly revoked: boolean
}

export interface KeyChange extends Omit<NamedKey, 'revoked'> {
  readonly what: 'listed' | 'delisted' | 'revoked'
}

/** All keys that a statement names. A jurisdiction's own key comes in nobody's list of certificates, and is what all of them rest on. */
export const keysIn = ({ agencies, hubs }: Directory): NamedKey[] => [
  ...hubs.flatMap(({ hub, jurisdictionFingerprint: fingerprint, certificates }) => [
    { fingerprint, hub, agencyId: '', use: 'jurisdiction', revoked: false },
    ...certificates.map(({ fingerprint: of, use, revoked }) => ({ fingerprint: of, hub, agencyId: '', use, revoked })),
  ]),
  ...agencies.flatMap(({ hub, agencyId, certificates }) =>
    certificates.map(({ fingerprint, use, revoked }) => ({ fingerprint, hub, agencyId, use, revoked })),
  ),
]

/** What is named now and was not, the other way round, and what is revoked now. A key that passes from one owner to another is both. */
export function keyChanges(before: readonly NamedKey[], after: readonly NamedKey[]): KeyChange[] {
  const idOf = ({ fingerprint, hub, agencyId, use }: NamedKey) => [fingerprint, hub, agencyId, use].join(' ')
  const [known, named] = [before, after].map(keys => new Map(keys.map(key => [idOf(key), key])))
  const changed = (key: NamedKey, what: KeyChange['what']): KeyChange => {
    const { revoked: _, ...same } = key
    return { ...same, what }
  }
  return [
    ...before.filter(key => !named?.has(idOf(key))).map(key => changed(key, 'delisted')),
    ...after.filter(key => !known?.has(idOf(key))).map(key => changed(key, 'listed')),
    ...after.filter(key => key.revoked && known?.get(idOf(key))?.revoked !== true).map(key => changed(key, 'revoked')),
  ]
}
