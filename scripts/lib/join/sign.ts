import { existsSync, readFileSync } from 'node:fs'
import { unusable } from '@amparo/config'
import {
  asOwnerMade,
  certificateName,
  certify,
  generateCertificate,
  signDetached,
  verifyCertifiedBy,
} from '@amparo/crypto'
import type { HubPaths } from '../hubs/layout.ts'
import { writePrivate } from '../hubs/secrets.ts'
import { certifyingKeys } from '../hubs/statement.ts'
import { errors } from './errors.ts'
import { bytesOf, type InstitutionSignature, type Letter, type LetterFile, readLetter } from './letter.ts'

/** The letter as a file, signed by institutions of these types, each with a key of its own. Throws agency_missing. */
export const signLetter = (paths: HubPaths, letter: Letter, types: readonly string[]): Promise<LetterFile> =>
  signed(paths, { letter: JSON.stringify(letter), signatures: [] }, letter, types)

/**
 * A file with one more signature: where each institution signs at its own machine, with its own `offline/` folder. Throws
 * letter_unreadable, letter_for_another_hub, agency_missing.
 */
export async function addSignature(
  { paths, hub }: { readonly paths: HubPaths; readonly hub: string },
  text: string,
  types: readonly string[],
): Promise<LetterFile> {
  const read = readLetter(text)
  if (read === undefined) throw errors.letter_unreadable()
  if (read.letter.from !== hub) throw errors.letter_for_another_hub()
  return signed(paths, read.file, read.letter, types)
}

/** The file with a signature more of each of these institutions. Throws agency_missing. */
export async function signed(
  paths: HubPaths,
  file: LetterFile,
  letter: Pick<Letter, 'from' | 'agencies'>,
  types: readonly string[],
): Promise<LetterFile> {
  const signatures: InstitutionSignature[] = [...file.signatures]
  for (const type of types) {
    const agency = letter.agencies.find(known => known.type === type)
    if (agency === undefined) throw errors.agency_missing()
    const { agencyId } = agency
    const { certificate, privateKey } = await institution(paths, letter.from, { agencyId, type })
    signatures.push({ agencyId, certificate, signature: await signDetached(bytesOf(file), privateKey) })
  }
  return { ...file, signatures }
}

/**
 * Its key, drawn when it signs for the first time: it is for this alone, and no service has it. Certified then, and anew once the jurisdiction has
 * another key.
 */
async function institution(paths: HubPaths, hub: string, { agencyId, type }: { agencyId: string; type: string }) {
  const [keyFile, certificateFile] = [paths.institutionKey(type), paths.institutionCertificate(type)]
  const userId = certificateName({ hub, use: 'institution', agencyId })
  const certified = async (certificate: string) => {
    if (!existsSync(paths.jurisdictionKey))
      throw unusable(`${paths.jurisdictionKey} is needed to certify the key of an institution, and is gone.`)
    let by = await asOwnerMade(certificate)
    for (const key of certifyingKeys(paths, hub)) by = await certify(by, key)
    writePrivate(certificateFile, by)
  }
  if (!existsSync(certificateFile)) {
    const drawn = await generateCertificate({ userId, profile: 'modern' })
    writePrivate(keyFile, drawn.privateKey)
    await certified(drawn.certificate)
  } else if (existsSync(paths.jurisdictionKey) && !(await isCertified(certificateFile, paths, userId)))
    await certified(readFileSync(certificateFile, 'utf8'))
  return { certificate: readFileSync(certificateFile, 'utf8'), privateKey: readFileSync(keyFile, 'utf8') }
}

const isCertified = (file: string, { jurisdictionCertificate }: HubPaths, userId: string): Promise<boolean> =>
  verifyCertifiedBy(readFileSync(file, 'utf8'), readFileSync(jurisdictionCertificate, 'utf8'), {
    ...{ now: new Date(), userId },
  }).then(
    () => true,
    () => false,
  )
