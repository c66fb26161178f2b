import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SubjectPayloadInput } from '@amparo/contracts'

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
  signature: 'signed',
  taken: { formText: SPANISH, comprehension: 'own_words', capacity: 'able' },
})
