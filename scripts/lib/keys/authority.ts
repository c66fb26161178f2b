import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { AuthoritySuccession, DirectoryStatement, HubEntry } from '@amparo/contracts'
import {
  asOwnerMade,
  certificateName,
  endOf,
  fingerprintOf,
  generateCertificate,
  introduce,
  isRevoked,
  readPrivateKey,
  revoke,
  signDetached,
} from '@amparo/crypto'
import type { HubCertificates } from '../hubs/keys.ts'
import type { HubPaths } from '../hubs/layout.ts'
import { writePrivate } from '../hubs/secrets.ts'
import { jurisdictionKeyOf, nextStatement, statementIn, writeStatement } from '../hubs/statement.ts'
import { UsageError } from '../usage-error.ts'
import { writeAuthorityLetter } from './authority-letter.ts'
import { demandPeersHeard } from './peers-heard.ts'
import { certifiedBy, ownEntry } from './statement.ts'

export interface Authority {
  readonly paths: HubPaths
  readonly hub: string
  readonly now: Date
}

export interface Changing {
  /** The key of today may be in other hands: its word counts no more, and it has none in the change. */
  readonly compromised: boolean
  /** Types of the agencies whose institutions sign what the peers are told. */
  readonly by: readonly string[]
  /** After which the new one ends by itself. Absent: never. */
  readonly days?: number | undefined
}

/**
 * Draws another key for the jurisdiction, puts it in the place of the one of today, and answers what the peers are to be told, signed by two
 * institutions. What is of the own hub is certified by it from then on and, unless that one is compromised, by the one before as well, until that is ended: so
 * whoever has not heard yet goes on. Asked again before that, or after it broke off, it goes on and draws no third key. Throws UsageError.
 */
export async function changeAuthority(of: Authority, { compromised, by, days }: Changing): Promise<string> {
  const { paths } = of
  const before = statementIn(paths.directoryStatement)
  const keys = await keysNow(paths, before)
  if (keys.before !== undefined && keys.isNamed) {
    if (!compromised) return readFileSync(paths.authorityLetter, 'utf8')
    if (await isReplaced(before, keys.before)) return disowned(of)
  }
  // Where it broke off the next key is drawn already, and the statement does not name it yet.
  const old = keys.isNamed ? keys.current : keys.before
  if (old === undefined && !compromised)
    throw new UsageError('The key of today is not here, so it can sign for no other: bring it, or say --compromised.')
  const next = keys.isNamed || keys.current === undefined ? await drawnNext(of, old, days) : keys.current
  // It may be drawn seconds after this began, and can sign nothing before it is there.
  const drawnAt = (await readPrivateKey(next)).getCreationTime()
  const now = new Date(Math.max(of.now.getTime(), drawnAt.getTime()))
  const statement = nextStatement(before, await handedOver(before, { old, next, compromised, now }), now)
  // The certificate that is pinned by hand goes first: until it does, directory believes no statement of the next key.
  writePrivate(paths.jurisdictionCertificate, ownEntry(statement).jurisdictionCertificate)
  if (compromised && old !== undefined)
    writePrivate(paths.jurisdictionRevoked, await revoke(ownEntry(before).jurisdictionCertificate, old, 'compromised'))
  const reason = compromised ? 'compromised' : 'succeeded'
  const letter = await writeAuthorityLetter(paths, statement, { reason, by, now })
  writePrivate(paths.authorityLetter, letter)
  await writeStatement(paths, statement)
  if (compromised) return disowned(of)
  writePrivate(paths.certificates, certificatesNow(statement))
  return letter
}

const isReplaced = async (statement: DirectoryStatement, key: string): Promise<boolean> =>
  ownEntry(statement).replaced?.includes((await readPrivateKey(key)).getFingerprint()) ?? false

/** What is left to do once it is stated that the key before has no say. Answers what the peers are to be told. */
function disowned({ paths }: Authority): string {
  writePrivate(paths.certificates, certificatesNow(statementIn(paths.directoryStatement)))
  rmSync(paths.jurisdictionKeyBefore, { force: true })
  return readFileSync(paths.authorityLetter, 'utf8')
}

export interface Ending {
  readonly compromised: boolean
  /** What the jurisdictions of the peers on this machine have stated last. */
  readonly peers: readonly DirectoryStatement[]
  /** Peers elsewhere that have said that they name the next key. */
  readonly heard: readonly string[]
}

/**
 * Ends the key before: nothing stands certified by it any more, it is revoked (its certificate is kept so), and it is destroyed here. Not before each peer
 * names the next one, unless it is compromised. Answers its fingerprint. Throws UsageError.
 */
export async function endAuthority(
  { paths, hub, now }: Authority,
  { compromised, peers, heard }: Ending,
): Promise<string> {
  if (!existsSync(paths.jurisdictionKeyBefore)) throw new UsageError(`The jurisdiction of ${hub} has no key before.`)
  const before = statementIn(paths.directoryStatement)
  const own = ownEntry(before)
  const current = jurisdictionKeyOf(paths, hub)
  const next = (await readPrivateKey(current)).getFingerprint()
  if (next !== (await fingerprintOf(own.jurisdictionCertificate)))
    throw new UsageError('The change of the key broke off: keys -- authority-key goes on with it.')
  if (!compromised) await demandHeard(before, { next, peers, heard, now })
  const old = await readPrivateKey(readFileSync(paths.jurisdictionKeyBefore, 'utf8'))
  const fingerprint = old.getFingerprint()
  const anew = await certifiedAnew(before, [current], now)
  const hubs = anew.hubs.map(entry =>
    entry.hub === hub ? { ...entry, ended: [...new Set([...(entry.ended ?? []), fingerprint])] } : entry,
  )
  writePrivate(
    paths.jurisdictionRevoked,
    await revoke(old.toPublic().armor(), old, compromised ? 'compromised' : 'retired'),
  )
  const statement = nextStatement(before, { ...anew, hubs }, now)
  await writeStatement(paths, statement)
  writePrivate(paths.certificates, certificatesNow(statement))
  rmSync(paths.jurisdictionKeyBefore)
  return fingerprint
}

/** Until each service and each page has heard of a statement. */
const HEARD_MS = 60_000

async function demandHeard(
  own: DirectoryStatement,
  { next, peers, heard, now }: Pick<Ending, 'peers' | 'heard'> & { readonly next: string; readonly now: Date },
): Promise<void> {
  const isNamed = async ({ hubs }: DirectoryStatement) => {
    const entry = hubs.find(({ hub }) => hub === own.hub)
    return entry !== undefined && (await fingerprintOf(entry.jurisdictionCertificate)) === next
  }
  await demandPeersHeard(own, { peers, heard }, isNamed, '--letter')
  if (now.getTime() - Date.parse(own.issuedAt) < HEARD_MS)
    throw new UsageError(
      'The last statement is younger than a minute, and not everybody has heard of it: try again then.',
    )
}

/** The private halves, armored, where they are, and whether the statement names the current one. */
async function keysNow(paths: HubPaths, statement: DirectoryStatement) {
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
  const [current, before] = [read(paths.jurisdictionKey), read(paths.jurisdictionKeyBefore)]
  const named = await fingerprintOf(ownEntry(statement).jurisdictionCertificate)
  const isNamed = current === undefined || (await readPrivateKey(current)).getFingerprint() === named
  return { current, before, isNamed }
}

/** The one of today is kept first: at no moment is there neither. */
async function drawnNext(
  { paths, hub }: Authority,
  current: string | undefined,
  days: number | undefined,
): Promise<string> {
  const { privateKey } = await generateCertificate({
    userId: certificateName({ hub, use: 'jurisdiction' }),
    profile: 'modern',
    ...(days !== undefined && { expiresInSeconds: days * 86_400 }),
  })
  if (current !== undefined) writePrivate(paths.jurisdictionKeyBefore, current)
  writePrivate(paths.jurisdictionKey, privateKey)
  return privateKey
}

interface Handing {
  /** Undefined: it is lost. */
  readonly old: string | undefined
  readonly next: string
  readonly compromised: boolean
  readonly now: Date
}

/** What the statement says once the next key is in its office. */
async function handedOver(before: DirectoryStatement, { old, next, compromised, now }: Handing): Promise<Change> {
  const own =
    compromised || old === undefined ? await replacing(before, next) : await succeeding(before, { old, next, now })
  const change = await certifiedAnew(before, compromised || old === undefined ? [next] : [next, old], now)
  const hubs = await Promise.all(
    change.hubs.map(async entry =>
      entry.hub === before.hub ? { ...entry, ...own } : { ...entry, ...(await introducedAnew(entry, next, now)) },
    ),
  )
  return { ...change, hubs }
}

/** Without a word of the one before. */
async function replacing(before: DirectoryStatement, next: string): Promise<Partial<HubEntry>> {
  const { replaced = [], jurisdictionCertificate } = ownEntry(before)
  return {
    jurisdictionCertificate: (await readPrivateKey(next)).toPublic().armor(),
    replaced: [...replaced, await fingerprintOf(jurisdictionCertificate)],
  }
}

/** Signed by both. To sq, too, the one before makes this one an authority, for its own hub alone. */
async function succeeding(
  before: DirectoryStatement,
  { old, next, now }: { readonly old: string; readonly next: string; readonly now: Date },
): Promise<Partial<HubEntry>> {
  const { hub } = before
  const [from, to] = [await readPrivateKey(old), await readPrivateKey(next)]
  const certificate = to.toPublic().armor()
  const said: AuthoritySuccession = {
    ...{ kind: 'authority-succession', hub, from: from.getFingerprint(), to: to.getFingerprint() },
    issuedAt: now.toISOString(),
  }
  const statement = JSON.stringify(said)
  const bytes = new TextEncoder().encode(statement)
  const [signature, acceptance] = [await signDetached(bytes, from), await signDetached(bytes, to)]
  return {
    jurisdictionCertificate: await introduce(certificate, from, { hub, date: now }),
    successions: [...(ownEntry(before).successions ?? []), { statement, signature, acceptance, certificate }],
  }
}

/** A peer's: the next key vouches for it as the one before did. One that has revoked itself is introduced to nobody. */
async function introducedAnew(
  { hub, jurisdictionCertificate }: HubEntry,
  next: string,
  date: Date,
): Promise<Partial<HubEntry>> {
  if (await isRevoked(jurisdictionCertificate)) return {}
  return { jurisdictionCertificate: await introduce(jurisdictionCertificate, next, { hub, date }) }
}

type Change = Pick<DirectoryStatement, 'hubs' | 'agencies'>

/** What is of the own hub and in force, as these keys certify it, and nobody else. */
async function certifiedAnew(
  { hub, hubs, agencies }: DirectoryStatement,
  by: readonly string[],
  now: Date,
): Promise<Change> {
  const each = async <
    T extends { readonly hub: string; readonly certificates: readonly { readonly armored: string }[] },
  >(
    entry: T,
  ): Promise<T> => {
    if (entry.hub !== hub) return entry
    const certificates = await Promise.all(
      entry.certificates.map(async one => ({ ...one, armored: await anew(one.armored, by, now) })),
    )
    return { ...entry, certificates }
  }
  return { hubs: await Promise.all(hubs.map(each)), agencies: await Promise.all(agencies.map(each)) }
}

/** One that is revoked or has ended stands in the statement to say so: nobody vouches for it. */
async function anew(armored: string, by: readonly string[], now: Date): Promise<string> {
  const end = await endOf(armored)
  const isOver = (await isRevoked(armored)) || (end !== undefined && end <= now)
  return isOver ? armored : certifiedBy(await asOwnerMade(armored), by, now)
}

/** As an installation that adds a hub on this machine looks for them. */
function certificatesNow(statement: DirectoryStatement): HubCertificates {
  const { jurisdictionCertificate, certificates } = ownEntry(statement)
  const own = statement.agencies.filter(({ hub }) => hub === statement.hub)
  return {
    jurisdiction: jurisdictionCertificate,
    services: certificates.map(({ armored, use }) => ({ armored, use })),
    agencies: own.flatMap(({ agencyId, certificates: held }) =>
      held.filter(({ hubHeld }) => hubHeld).map(({ armored }) => ({ agencyId, armored })),
    ),
  }
}
