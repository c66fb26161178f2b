import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsentSheets } from '@amparo/client'
import type { SubjectPayloadInput } from '@amparo/contracts'
import { signedSheet } from '../../../scripts/lib/demo/signed-sheet.ts'

/** What was read to them. */
const SPANISH = createHash('sha256')
  .update(readFileSync(join(import.meta.dirname, '../../../services/consent/forms/2026-1/spa.md')))
  .digest('hex')

/** Somebody who does not exist. */
export const anAdult = (): SubjectPayloadInput => ({
  subject: {
    identity: {
      names: ['Ximena Ocllo Huamán'],
      aliases: ['Xime'],
      dateOfBirth: '1998-05-21',
      phones: ['+599 55 0171'],
      emails: ['ximena.oh@correo.example'],
      documents: [{ type: 'DNI_PE', number: '70000171-4' }],
      addresses: ['Pasaje Los Molles 14, Puerto Alba'],
    },
    gender: 'Feminine',
    ageBand: '27--29',
    isMinor: false,
    languages: ['spa', 'que'],
    nationalities: ['PE'],
    migrationStatus: 'Labour',
    needs: ['Housing Services', 'Legal Services'],
    risks: ['trafficker_at_large'],
    safeContact: { channel: 'phone', value: '+599 55 0171', when: 'mornings', codeWord: 'Molle', language: 'spa' },
  },
  trafficking: {
    status: 'PossibleVictimOfTrafficking',
    exploitationTypes: ['ForcedLabour'],
    methodsOfControl: ['WithholdsDocuments'],
    recruitment: ['AtWork'],
    events: [{ type: 'Exploitation', country: 'XA', from: '2026-01-02', to: '2026-03-01' }],
  },
  narrative: {
    lang: 'es',
    text: 'Se presentó Ximena Ocllo Huamán, de 28 años, con su prima Nayra Condori. Pidió un lugar donde dormir.',
  },
  attachments: [],
})

/** The page that was signed, as a browser is given it. */
export const sheetToUpload = () => {
  const { mediaType, base64 } = signedSheet()
  return { name: 'sheet.pdf', mimeType: mediaType, buffer: Buffer.from(base64, 'base64') }
}

/** On paper, and the paper is held. */
export async function signedConsentTo(client: ConsentSheets, subjectRef: string, to: { hub: string; type: string }) {
  const sheet = await client.keepConsentSheet(subjectRef, signedSheet())
  return { ...consentTo(subjectRef, to), signature: 'signed', sheet }
}

export const consentTo = (subjectRef: string, to: { hub: string; type: string }) => ({
  subjectRef,
  basis: 'consent',
  grantedBy: 'self',
  purposes: ['shelter', 'legal_assistance'],
  recipients: [{ hub: to.hub, agencyType: to.type }],
  dataCategories: ['identity', 'contact', 'needs', 'narrative'],
  languageExplained: 'spa',
  interpreter: false,
  comprehensionChecked: true,
  validUntil: '2030-12-31',
  // A mark on a pictogram: of a signature there is a sheet (signedConsentTo).
  signature: 'pictogram',
  taken: { formText: SPANISH, comprehension: 'own_words', capacity: 'able' },
})
