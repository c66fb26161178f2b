import { certifiersOf, shapeOf } from '@amparo/crypto'
import { idOf, type KeyChange, type NamedKey } from '../domain/key-changes.ts'

interface Held extends NamedKey {
  readonly armored: string
}

/** Certificates that are named as before and are not as before: with other subkeys, or another end; of jurisdictions, whom others vouch for anew. */
export async function renewals(before: readonly Held[], after: readonly Held[]): Promise<KeyChange[]> {
  const known = new Map(before.map(key => [idOf(key), key.armored]))
  const changes = await Promise.all(
    after.map(async ({ armored, revoked, ...key }): Promise<KeyChange[]> => {
      const was = known.get(idOf(key))
      // A revocation is told as what it is.
      if (was === undefined || was === armored || revoked) return []
      if ((await shapeOf(was)) !== (await shapeOf(armored))) return [{ ...key, what: 'renewed' }]
      return key.use === 'jurisdiction' && (await isCertifiedAnew(was, armored)) ? [{ ...key, what: 'certified' }] : []
    }),
  )
  return changes.flat()
}

/** By somebody who had not vouched for it before. */
async function isCertifiedAnew(before: string, after: string): Promise<boolean> {
  const known = new Set(await certifiersOf(before))
  return (await certifiersOf(after)).some(certifier => !known.has(certifier))
}
