import type { DirectoryStatement } from '@amparo/contracts'
import { fingerprintOf, readCertificate } from '@amparo/crypto'
import { z } from 'zod'
import type { HubPaths } from '../hubs/layout.ts'
import { type Institution, signedByTwo } from '../join/check.ts'
import { type LetterFile, letterFile } from '../join/letter.ts'
import { signed } from '../join/sign.ts'
import { UsageError } from '../usage-error.ts'

/** That an agency holds the key of this certificate itself. Two institutions sign it, each having heard the fingerprint from the agency. */
const registrationShape = z.strictObject({
  kind: z.literal('own-key'),
  hub: z.string().regex(/^[A-Z]{2}$/),
  agencyId: z.uuid(),
  fingerprint: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  certificate: z.string().max(20_000),
})
type Registration = z.output<typeof registrationShape>

interface Registering {
  readonly paths: HubPaths
  readonly statement: DirectoryStatement
  /** As somebody of the agency has read it out; whoever signs types it in. */
  readonly heard: string
  /** Types of the agencies whose institutions sign. */
  readonly by: readonly string[]
}

/** The file, signed by these. Throws UsageError unless the certificate is an agency's of this hub and has that fingerprint. */
export async function register(certificate: string, { paths, statement, heard, by }: Registering): Promise<string> {
  const key = await readCertificate(certificate)
  const [, hub = '', agencyId = ''] = NAME.exec(key.getUserIDs()[0] ?? '') ?? []
  const fingerprint = key.getFingerprint()
  demandHeard(fingerprint, heard)
  const isOwn = hub === statement.hub && statement.agencies.some(one => one.hub === hub && one.agencyId === agencyId)
  if (!isOwn) throw new UsageError('Its user id must be: Amparo HUB agency ID, of an agency that the directory names.')
  const letter = JSON.stringify({ kind: 'own-key', hub, agencyId, fingerprint, certificate } satisfies Registration)
  const file = await signed(paths, { letter, signatures: [] }, { from: hub, agencies: agenciesOf(statement) }, by)
  return JSON.stringify(file)
}

/** The file with a signature more: where each institution signs at its own machine, having heard the fingerprint itself. */
export async function registerToo(text: string, { paths, statement, heard, by }: Registering): Promise<string> {
  const { file, registration } = read(text)
  demandHeard(registration.fingerprint, heard)
  return JSON.stringify(await signed(paths, file, { from: registration.hub, agencies: agenciesOf(statement) }, by))
}

/**
 * The certificate that two institutions of its hub have signed for, and who they are. `certified`: the same with the word of its
 * jurisdiction, which another hub needs. Throws UsageError, letter_not_signed.
 */
export async function registered(
  text: string,
  {
    statement,
    now,
    certified,
  }: { readonly statement: DirectoryStatement; readonly now: Date; readonly certified?: string },
): Promise<{ readonly certificate: string; readonly signedBy: readonly Institution[] }> {
  const { file, registration } = read(text)
  const { hub, certificate, fingerprint } = registration
  const entry = statement.hubs.find(known => known.hub === hub)
  if (entry === undefined) throw new UsageError(`The directory does not know ${hub}.`)
  for (const one of [certificate, certified ?? certificate])
    if ((await fingerprintOf(one)) !== fingerprint) throw new UsageError('The file names another fingerprint.')
  const { jurisdictionCertificate } = entry
  const agencies = statement.agencies.filter(agency => agency.hub === hub)
  const signedBy = await signedByTwo(file, { from: hub, agencies, jurisdictionCertificate }, now)
  return { certificate: certified ?? certificate, signedBy }
}

const NAME = /^Amparo ([A-Z]{2}) agency ([0-9a-f-]{36})$/

const agenciesOf = ({ hub, agencies }: DirectoryStatement) => agencies.filter(agency => agency.hub === hub)

function demandHeard(fingerprint: string, heard: string): void {
  if (heard.replaceAll(/\s/g, '').toLowerCase() !== fingerprint)
    throw new UsageError('That is not the fingerprint of this certificate. Ask the agency to read it out again.')
}

function read(text: string): { readonly file: LetterFile; readonly registration: Registration } {
  try {
    const file = letterFile.parse(JSON.parse(text))
    return { file, registration: registrationShape.parse(JSON.parse(file.letter)) }
  } catch {
    throw new UsageError('The file is no registration of a key, as own-key writes it.')
  }
}
