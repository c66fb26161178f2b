import type { DirectoryStatement, HubEntry } from '@amparo/contracts'
import {
  type CertificateUse,
  certificateName,
  certifiersOf,
  certify,
  fingerprintOf,
  introduce,
  isRevoked,
  readCertificate,
  readPrivateKey,
  verifyCertifiedBy,
} from '@amparo/crypto'
import { CHANGED } from '../../../services/directory/src/domain/consistency.ts'
import { UsageError } from '../usage-error.ts'

/** What one certificate changes in a statement. */
type Change = Pick<DirectoryStatement, 'hubs' | 'agencies'>
type HubCertificate = DirectoryStatement['hubs'][number]['certificates'][number]

const NAME = /^Amparo (?<hub>[A-Z]{2}) (?<use>[a-z-]+)(?: (?<agencyId>[0-9a-f-]{36}))?$/

interface Named {
  readonly armored: string
  readonly fingerprint: string
  readonly hub: string
  readonly use: string
  readonly agencyId: string | undefined
}

interface Naming {
  readonly jurisdictionKey: string
  /** That one and, while the jurisdiction changes its key, the one before: both certify what is of the own hub. Default: that one. */
  readonly certifying?: readonly string[]
  readonly now: Date
  /** Of an agency: it holds the key itself, as two institutions have signed. Default: as it is named already, or its hub holds it. */
  readonly heldByAgency?: boolean
}

/**
 * The statement with one certificate more, where its user id says that it belongs: beside an agency's others and beside the one that the hub
 * signs with, in the place of the one that forms are sealed to. One that is named already is replaced: with its revocation, say. What is of the own hub is
 * certified by the jurisdiction here; what is of another has been by its own. Throws UsageError.
 */
export async function withCertificate(
  statement: DirectoryStatement,
  given: string,
  { jurisdictionKey, certifying = [jurisdictionKey], now, heldByAgency }: Naming,
): Promise<Change> {
  const revoked = await withRevokedAuthority(statement, given)
  if (revoked !== undefined) return revoked
  const named = await certified(statement, await nameOf(given), { certifying, now })
  const { hub, agencyId } = named
  if (agencyId !== undefined) {
    if (!statement.agencies.some(agency => agency.hub === hub && agency.agencyId === agencyId))
      throw new UsageError(`The directory knows no agency ${agencyId} of ${hub}.`)
    const agencies = await Promise.all(
      statement.agencies.map(async agency => {
        if (agency.hub !== hub || agency.agencyId !== agencyId) return agency
        const others = await without(agency.certificates, named.fingerprint)
        const before = agency.certificates.find(one => !others.includes(one))
        const hubHeld = heldByAgency === undefined ? (before?.hubHeld ?? true) : !heldByAgency
        if (before !== undefined && before.hubHeld !== hubHeld)
          throw new UsageError('The directory names this certificate already, as held by somebody else.')
        return { ...agency, certificates: [...others, { armored: named.armored, use: 'agency' as const, hubHeld }] }
      }),
    )
    return { hubs: statement.hubs, agencies }
  }
  const use = named.use.replaceAll('-', '_') as HubCertificate['use']
  const hubs = await Promise.all(
    statement.hubs.map(async entry => {
      if (entry.hub !== hub) return entry
      const others = (await without(entry.certificates, named.fingerprint)).filter(
        other => CHANGED.has(other.use) || other.use !== use,
      )
      const certificates = [...others, { armored: named.armored, use, hubHeld: true as const }]
      if (certificates.filter(other => other.use === use).length > 2)
        throw new UsageError('Two of them are named already: leave out the oldest first, by --without FINGERPRINT.')
      return { ...entry, certificates }
    }),
  )
  return { hubs, agencies: statement.agencies }
}

/** The same with several, one after the other: what is revoked and what takes its place, say. */
export async function withCertificates(
  statement: DirectoryStatement,
  given: readonly string[],
  naming: Naming,
): Promise<Change> {
  let change: Change = statement
  for (const armored of given) change = await withCertificate({ ...statement, ...change }, armored, naming)
  return { hubs: change.hubs, agencies: change.agencies }
}

/** Armored certificates in a file, whatever else stands in it. */
export const certificatesIn = (text: string): string[] => text.match(BLOCK) ?? []

const BLOCK = /-----BEGIN PGP PUBLIC KEY BLOCK-----.*?-----END PGP PUBLIC KEY BLOCK-----\n?/gs

/** Who vouches for whom, and what they have certified of their hubs. */
export const authoritiesIn = ({ hubs }: DirectoryStatement): string =>
  hubs
    .flatMap(({ jurisdictionCertificate, certificates }) => [
      jurisdictionCertificate,
      ...certificates.map(({ armored }) => armored),
    ])
    .join('\n')

/** Of the own hub, what a statement names that the one before did not, or not so: peers are given it. */
export function namedAnew(before: DirectoryStatement, after: DirectoryStatement): string[] {
  const own = ({ hub, hubs, agencies }: DirectoryStatement) =>
    [...hubs, ...agencies].filter(one => one.hub === hub).flatMap(one => one.certificates.map(({ armored }) => armored))
  const known = new Set(own(before))
  return own(after).filter(armored => !known.has(armored))
}

/**
 * The statement in which the own jurisdiction vouches for that of a peer that is named already: those that joined before hubs did that have no such
 * certification. Throws UsageError where there is nothing to be done.
 */
export async function introduced(
  statement: DirectoryStatement,
  peer: string,
  { jurisdictionKey, now }: Pick<Naming, 'jurisdictionKey' | 'now'>,
): Promise<Change> {
  const entry = statement.hubs.find(({ hub }) => hub === peer && hub !== statement.hub)
  if (entry === undefined) throw new UsageError(`The directory knows no other hub ${peer}.`)
  const own = (await readPrivateKey(jurisdictionKey)).getKeyID().toHex()
  if ((await certifiersOf(entry.jurisdictionCertificate)).includes(own))
    throw new UsageError(`The jurisdiction has certified that of ${peer} already.`)
  const jurisdictionCertificate = await introduce(entry.jurisdictionCertificate, jurisdictionKey, {
    ...{ hub: peer, date: now },
  })
  const hubs = statement.hubs.map(known => (known === entry ? { ...entry, jurisdictionCertificate } : known))
  return { hubs, agencies: statement.agencies }
}

/** The statement without the certificate of that fingerprint. Throws UsageError if it names none. */
export async function withoutCertificate(statement: DirectoryStatement, fingerprint: string): Promise<Change> {
  const told = fingerprint.replaceAll(/\s/g, '').toLowerCase()
  const hubs = await Promise.all(
    statement.hubs.map(async hub => ({ ...hub, certificates: await without(hub.certificates, told) })),
  )
  const agencies = await Promise.all(
    statement.agencies.map(async agency => ({ ...agency, certificates: await without(agency.certificates, told) })),
  )
  const count = (of: Change) => [...of.hubs, ...of.agencies].reduce((n, { certificates }) => n + certificates.length, 0)
  if (count({ hubs, agencies }) === count(statement))
    throw new UsageError('The directory names no certificate of that fingerprint.')
  return { hubs, agencies }
}

async function without<T extends { readonly armored: string }>(all: readonly T[], fingerprint: string): Promise<T[]> {
  const fingerprints = await Promise.all(all.map(({ armored }) => fingerprintOf(armored)))
  return all.filter((_, i) => fingerprints[i] !== fingerprint)
}

async function nameOf(armored: string): Promise<Named> {
  const key = await readCertificate(armored)
  const { hub, use, agencyId } = NAME.exec(key.getUserIDs()[0] ?? '')?.groups ?? {}
  const isOne =
    hub !== undefined && (USES.has(use ?? '') ? agencyId === undefined : use === 'agency' && agencyId !== undefined)
  if (!isOne) throw new UsageError('The certificate is for no use that a directory names.')
  return { armored, fingerprint: key.getFingerprint(), hub, use: use ?? '', agencyId }
}

const USES: ReadonlySet<string> = new Set([
  ...['redaction-seal', 'redaction-sign', 'redaction-sign-compatible', 'consent-sign', 'exchange-sign'],
])

/** What the jurisdiction states of its own hub. Throws UsageError where it does not. */
export function ownEntry({ hub, hubs }: DirectoryStatement): HubEntry {
  const own = hubs.find(entry => entry.hub === hub)
  if (own === undefined) throw new UsageError(`The directory does not name ${hub} itself.`)
  return own
}

/** With the word of each of these keys. */
export async function certifiedBy(certificate: string, keys: readonly string[], now: Date): Promise<string> {
  let armored = certificate
  for (const key of keys) armored = await certify(armored, key, now)
  return armored
}

/**
 * Of a peer's jurisdiction, the certificate with its revocation: it says itself that nothing which it has certified is to be believed, so nobody has to be
 * asked first. Undefined: it is something else.
 */
async function withRevokedAuthority(statement: DirectoryStatement, given: string): Promise<Change | undefined> {
  if (!(await isRevoked(given))) return undefined
  const fingerprint = await fingerprintOf(given)
  const of = await Promise.all(
    statement.hubs.map(
      async entry =>
        entry.hub !== statement.hub && (await fingerprintOf(entry.jurisdictionCertificate)) === fingerprint,
    ),
  )
  if (!of.includes(true)) return undefined
  const hubs = statement.hubs.map((entry, i) => (of[i] ? { ...entry, jurisdictionCertificate: given } : entry))
  return { hubs, agencies: statement.agencies }
}

async function certified(
  statement: DirectoryStatement,
  named: Named,
  { certifying, now }: { readonly certifying: readonly string[]; readonly now: Date },
): Promise<Named> {
  const { hub, use, agencyId, fingerprint } = named
  const entry = statement.hubs.find(known => known.hub === hub)
  if (entry === undefined) throw new UsageError(`The directory does not know ${hub}.`)
  // One that its own key has revoked may only take the place of itself: nothing is believed for it.
  if (await isRevoked(named.armored)) {
    const all = [...entry.certificates, ...statement.agencies.flatMap(({ certificates }) => certificates)]
    if ((await without(all, fingerprint)).length < all.length) return named
    throw new UsageError('The certificate is revoked, and the directory never named it.')
  }
  const armored = hub === statement.hub ? await certifiedBy(named.armored, certifying, now) : named.armored
  const userId = certificateName({ hub, use: use as CertificateUse, ...(agencyId !== undefined && { agencyId }) })
  await verifyCertifiedBy(armored, entry.jurisdictionCertificate, { now, userId }).catch(() => {
    throw new UsageError(`The jurisdiction of ${hub} has not certified it.`)
  })
  return { ...named, armored }
}
