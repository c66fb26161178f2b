import { createHash } from 'node:crypto'
import { type DirectoryStatement, directoryStatement, type HubEntry } from '@amparo/contracts'
import { fingerprintOf, introduce, isRevoked } from '@amparo/crypto'
import { z } from 'zod'
import { succeeded } from '../../../services/directory/src/commands/follow-authorities.ts'
import type { HubPaths } from '../hubs/layout.ts'
import { areCertified, type Institution, signedByTwo } from '../join/check.ts'
import { type LetterFile, letterFile, withoutRevoked } from '../join/letter.ts'
import { signed } from '../join/sign.ts'
import { UsageError } from '../usage-error.ts'
import { ownEntry } from './statement.ts'

const { hubs, agencies } = directoryStatement.shape
const hub = z.string().regex(/^[A-Z]{2}$/)
const fingerprint = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)

/** What peers are told of another key of a jurisdiction: it, and what is of its hub as it has certified that. Two institutions sign it. */
const letterShape = z.strictObject({
  kind: z.literal('authority'),
  from: hub,
  /** succeeded: the key before has signed for it, as the entry shows; compromised: the key before has no say. */
  reason: z.enum(['succeeded', 'compromised']),
  issuedAt: z.iso.datetime(),
  entry: hubs.element,
  agencies,
})
type AuthorityLetter = z.output<typeof letterShape>

/** That two institutions of a peer have each compared the fingerprint, and have it in their directory. */
const confirmationShape = z.strictObject({
  kind: z.literal('authority-confirmed'),
  hub,
  of: hub,
  /** Of the jurisdiction's next key. */
  fingerprint,
  /** Of the letter's text. */
  sha256: z.string(),
})
type Confirmation = z.output<typeof confirmationShape>

export async function writeAuthorityLetter(
  paths: HubPaths,
  statement: DirectoryStatement,
  {
    reason,
    by,
    now,
  }: { readonly reason: AuthorityLetter['reason']; readonly by: readonly string[]; readonly now: Date },
): Promise<string> {
  const entry = ownEntry(statement)
  const own = statement.agencies.filter(agency => agency.hub === statement.hub)
  const letter: AuthorityLetter = {
    ...{ kind: 'authority', from: statement.hub, reason, issuedAt: now.toISOString() },
    entry: await withoutRevoked(entry),
    agencies: await Promise.all(own.map(withoutRevoked)),
  }
  return JSON.stringify(await signed(paths, { letter: JSON.stringify(letter), signatures: [] }, letter, by))
}

/** Another institution of that hub signs it, too: at its own machine. Throws UsageError, agency_missing. */
export async function signAuthorityLetter(paths: HubPaths, text: string, by: readonly string[]): Promise<string> {
  const { file, letter } = read(text)
  return JSON.stringify(await signed(paths, file, letter, by))
}

interface Receiving {
  /** What the own jurisdiction has stated last. */
  readonly statement: DirectoryStatement
  readonly now: Date
}

export interface CheckedAuthority {
  readonly letter: AuthorityLetter
  readonly signedBy: readonly Institution[]
  readonly fingerprint: string
  /** Of its text, hex. */
  readonly sha256: string
}

/**
 * A letter about a peer's next key, if two institutions of that hub have signed it, everything in it is certified by that key and, unless the one before is
 * compromised, that one, as it is named here, has made it its successor. Throws UsageError, letter_not_signed.
 */
export async function checkAuthorityLetter(text: string, { statement, now }: Receiving): Promise<CheckedAuthority> {
  const { file, letter } = read(text)
  const { from, entry } = letter
  const known = statement.hubs.find(one => one.hub === from && from !== statement.hub)
  if (known === undefined || entry.hub !== from) throw new UsageError(`The directory knows no other hub ${from}.`)
  const named = await fingerprintOf(entry.jurisdictionCertificate)
  if (named === (await fingerprintOf(known.jurisdictionCertificate)))
    throw new UsageError(`The directory names this key of ${from} already.`)
  if (letter.reason === 'succeeded' && !(await isSuccessor(known, entry, now)))
    throw new UsageError(
      `The key of ${from} that the directory names has not signed that this one takes its place. Do not use the letter; ask ${from}.`,
    )
  // A stolen key certifies institutions as well: then only the next one says who they are, and people, who it is.
  const by = letter.reason === 'succeeded' ? known : entry
  const agenciesKnown = statement.agencies.filter(agency => agency.hub === from)
  const signers = { from, agencies: agenciesKnown, jurisdictionCertificate: by.jurisdictionCertificate }
  const signedBy = await signedByTwo(file, signers, now)
  if (!(await areCertified({ from, entry, agencies: letter.agencies }, now)))
    throw new UsageError('The letter names certificates that the next key has not certified. Do not use it.')
  return { letter, signedBy, fingerprint: named, sha256: createHash('sha256').update(file.letter).digest('hex') }
}

/** From the key that is named here to the one in the letter, through those between. */
async function isSuccessor(known: HubEntry, entry: HubEntry, now: Date): Promise<boolean> {
  const wanted = await fingerprintOf(entry.jurisdictionCertificate)
  let key = { fingerprint: await fingerprintOf(known.jurisdictionCertificate), armored: known.jurisdictionCertificate }
  for (const succession of entry.successions ?? []) {
    const next = await succeeded(succession, entry.hub, key, now)
    if (next !== undefined) key = next
  }
  return key.fingerprint === wanted
}

interface Confirming extends Receiving {
  readonly paths: HubPaths
  /** As somebody of the other hub has read it out; whoever signs types it in. */
  readonly heard: string
  /** Types of the agencies whose institutions sign. */
  readonly by: readonly string[]
}

/** The confirmation, signed by these institutions of the own hub; with `before`, in addition to those who signed that. Throws UsageError, letter_not_signed. */
export async function confirmAuthority(
  text: string,
  { paths, heard, by, ...of }: Confirming,
  before?: string,
): Promise<string> {
  const checked = await checkAuthorityLetter(text, of)
  const { statement } = of
  if (heard.replaceAll(/[\s:]/g, '').toLowerCase() !== checked.fingerprint)
    throw new UsageError(`That is not the fingerprint of this key. Ask ${checked.letter.from} to read it out again.`)
  const file =
    before === undefined
      ? { letter: JSON.stringify(confirming(checked, statement.hub)), signatures: [] }
      : readConfirmation(before).file
  const own = statement.agencies.filter(agency => agency.hub === statement.hub)
  return JSON.stringify(await signed(paths, file, { from: statement.hub, agencies: own }, by))
}

const confirming = ({ letter, fingerprint: of, sha256 }: CheckedAuthority, own: string): Confirmation => ({
  ...{ kind: 'authority-confirmed', hub: own, of: letter.from, fingerprint: of, sha256 },
})

interface Naming extends Receiving {
  readonly jurisdictionKey: string
}

/**
 * What the own jurisdiction states once two institutions of its hub have confirmed the letter: the peer's next key, vouched for, and what is named of
 * the peer as that key has certified it. Throws UsageError, letter_not_signed.
 */
export async function withAuthority(
  text: string,
  confirmation: string,
  { statement, now, jurisdictionKey }: Naming,
): Promise<Pick<DirectoryStatement, 'hubs' | 'agencies'>> {
  const checked = await checkAuthorityLetter(text, { statement, now })
  const { file, confirmation: said } = readConfirmation(confirmation)
  if (JSON.stringify(said) !== JSON.stringify(confirming(checked, statement.hub)))
    throw new UsageError('The confirmation is of another letter.')
  const own = statement.agencies.filter(agency => agency.hub === statement.hub)
  const { jurisdictionCertificate } = ownEntry(statement)
  await signedByTwo(file, { from: statement.hub, agencies: own, jurisdictionCertificate }, now)
  const { letter } = checked
  const anew = await certifiedIn(letter)
  return {
    hubs: await Promise.all(
      statement.hubs.map(async entry => {
        if (entry.hub !== letter.from) return entry
        const to = await introduce(letter.entry.jurisdictionCertificate, jurisdictionKey, {
          hub: letter.from,
          date: now,
        })
        const { successions, replaced = [] } = entry
        const stated = letter.entry.successions ?? successions
        const fromHere = await fingerprintOf(entry.jurisdictionCertificate)
        return {
          ...(await asCertified(entry, anew)),
          jurisdictionCertificate: to,
          ...(stated !== undefined && { successions: stated }),
          ...(letter.reason === 'compromised' && { replaced: [...replaced, fromHere] }),
        }
      }),
    ),
    agencies: await Promise.all(
      statement.agencies.map(agency => (agency.hub === letter.from ? asCertified(agency, anew) : agency)),
    ),
  }
}

/** By fingerprint. */
async function certifiedIn({ entry, agencies: all }: AuthorityLetter): Promise<ReadonlyMap<string, string>> {
  const named = [entry, ...all].flatMap(({ certificates }) => certificates.map(({ armored }) => armored))
  return new Map(await Promise.all(named.map(async armored => [await fingerprintOf(armored), armored] as const)))
}

/** What the letter does not name stays as it is, and is believed no more: the next key has not certified it. What is revoked stays so. */
async function asCertified<T extends { readonly certificates: readonly { readonly armored: string }[] }>(
  of: T,
  anew: ReadonlyMap<string, string>,
): Promise<T> {
  const certificates = await Promise.all(
    of.certificates.map(async one =>
      (await isRevoked(one.armored))
        ? one
        : { ...one, armored: anew.get(await fingerprintOf(one.armored)) ?? one.armored },
    ),
  )
  return { ...of, certificates }
}

function read(text: string): { readonly file: LetterFile; readonly letter: AuthorityLetter } {
  try {
    const file = letterFile.parse(JSON.parse(text))
    return { file, letter: letterShape.parse(JSON.parse(file.letter)) }
  } catch {
    throw new UsageError('The file is no letter about the key of a jurisdiction, as authority-key writes it.')
  }
}

function readConfirmation(text: string): { readonly file: LetterFile; readonly confirmation: Confirmation } {
  try {
    const file = letterFile.parse(JSON.parse(text))
    return { file, confirmation: confirmationShape.parse(JSON.parse(file.letter)) }
  } catch {
    throw new UsageError('The file is no confirmation of a key, as authority writes it.')
  }
}
