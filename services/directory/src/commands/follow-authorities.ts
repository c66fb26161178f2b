import { authoritySuccession } from '@amparo/contracts'
import { fingerprintOf, verifyDetached } from '@amparo/crypto'
import type { KnownAuthority, StatedHub, Succession } from '../domain/entries.ts'
import { errors } from '../domain/errors.ts'
import { authority, type KeyChange } from '../domain/key-changes.ts'

/**
 * What becomes of jurisdictions' own keys in a statement. One that is another than the directory knows is believed if the known one, valid now, has
 * signed that it takes its place (through keys between, where a statement was missed), or if the own jurisdiction states that it was put there
 * without that. Of hubs that were not known nothing is asked. Throws authority_not_succeeded.
 */
export async function followAuthorities(
  known: readonly KnownAuthority[],
  stated: readonly StatedHub[],
  now: Date,
): Promise<KeyChange[]> {
  const changes = stated.map(async (entry): Promise<KeyChange[]> => {
    const before = known.find(({ hub }) => hub === entry.hub)
    if (before === undefined) return []
    const tell = (what: KeyChange['what'], fingerprint: string) => ({ ...authority(entry.hub, fingerprint), what })
    const ended = entry.ended.filter(one => !before.ended.includes(one)).map(one => tell('ended', one))
    if (before.fingerprint === entry.jurisdictionFingerprint) return ended
    return [tell(await howFollowed(before, entry, now), entry.jurisdictionFingerprint), ...ended]
  })
  return (await Promise.all(changes)).flat()
}

/** From the known key to the one that is named, by what each has signed. */
async function howFollowed(before: Key, entry: StatedHub, now: Date): Promise<'succeeded' | 'replaced'> {
  let key = before
  // A key has one successor: after as many steps as there are successions nothing is left to follow.
  for (let left = entry.successions.length; ; left -= 1) {
    if (entry.replaced.includes(key.fingerprint)) return 'replaced'
    const next = left > 0 ? await successorOf(key, entry, now) : undefined
    if (next === undefined) throw errors.authority_not_succeeded()
    if (next.fingerprint === entry.jurisdictionFingerprint) return 'succeeded'
    key = next
  }
}

type Key = Pick<KnownAuthority, 'fingerprint' | 'armored'>

async function successorOf(key: Key, { hub, successions }: StatedHub, now: Date): Promise<Key | undefined> {
  for (const succession of successions) {
    const next = await succeeded(succession, hub, key, now)
    if (next !== undefined) return next
  }
  return undefined
}

/** The next key, if this one has made it that and it has agreed. */
export async function succeeded(
  { statement, signature, acceptance, certificate }: Succession,
  hub: string,
  { fingerprint, armored }: Key,
  now: Date,
): Promise<Key | undefined> {
  const said = saidIn(statement)
  if (said?.hub !== hub || said.from !== fingerprint || (await fingerprintOf(certificate)) !== said.to) return undefined
  const bytes = new TextEncoder().encode(statement)
  const checks = await Promise.allSettled([
    verifyDetached({ bytes, signature, signer: { certificate: armored, fingerprint }, now }),
    verifyDetached({ bytes, signature: acceptance, signer: { certificate, fingerprint: said.to }, now }),
  ])
  const isHeld = checks.every(({ status }) => status === 'fulfilled')
  return isHeld ? { fingerprint: said.to, armored: certificate } : undefined
}

function saidIn(statement: string) {
  try {
    return authoritySuccession.safeParse(JSON.parse(statement)).data
  } catch {
    return undefined
  }
}
