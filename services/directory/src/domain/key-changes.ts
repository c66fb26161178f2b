import type { Certificate, Directory } from './entries.ts'

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
  /**
   * renewed: with other subkeys, or another end; certified: by a jurisdiction that had not vouched for it. Of jurisdictions, succeeded: the key
   * before has signed that; replaced: it has not, and people have compared; ended: nothing is certified by it any more.
   */
  readonly what: 'listed' | 'delisted' | 'revoked' | 'renewed' | 'certified' | 'succeeded' | 'replaced' | 'ended'
}

/** All keys that a statement names. A jurisdiction's own key comes in nobody's list of certificates, and is what all of them rest on. */
export const keysIn = ({ agencies, hubs }: Directory): (NamedKey & { readonly armored: string })[] => [
  ...hubs.flatMap(
    ({ hub, jurisdictionFingerprint, jurisdictionArmored: armored, jurisdictionRevoked, certificates }) => [
      { ...authority(hub, jurisdictionFingerprint), armored, revoked: jurisdictionRevoked },
      ...certificates.map(named(hub, '')),
    ],
  ),
  ...agencies.flatMap(({ hub, agencyId, certificates }) => certificates.map(named(hub, agencyId))),
]

/** A jurisdiction's own key. */
export const authority = (hub: string, fingerprint: string) => ({
  ...{ fingerprint, hub, agencyId: '', use: 'jurisdiction' },
})

const named =
  (hub: string, agencyId: string) =>
  ({ fingerprint, armored, use, revoked }: Certificate) => ({ fingerprint, armored, hub, agencyId, use, revoked })

/** Of a key of one owner for one use. */
export const idOf = ({ fingerprint, hub, agencyId, use }: Omit<NamedKey, 'revoked'>): string =>
  [fingerprint, hub, agencyId, use].join(' ')

/** What is named now and was not, the other way round, and what is revoked now. A key that passes from one owner to another is both. */
export function keyChanges(before: readonly NamedKey[], after: readonly NamedKey[]): KeyChange[] {
  const [known, named] = [before, after].map(keys => new Map(keys.map(key => [idOf(key), key])))
  const changed = (key: NamedKey, what: KeyChange['what']): KeyChange => {
    const { fingerprint, hub, agencyId, use } = key
    return { fingerprint, hub, agencyId, use, what }
  }
  return [
    ...before.filter(key => !named?.has(idOf(key))).map(key => changed(key, 'delisted')),
    ...after.filter(key => !known?.has(idOf(key))).map(key => changed(key, 'listed')),
    ...after.filter(key => key.revoked && known?.get(idOf(key))?.revoked !== true).map(key => changed(key, 'revoked')),
  ]
}
