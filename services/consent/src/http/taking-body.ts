import { sha256Hex } from '@amparo/contracts'
import { z } from 'zod'
import { AGENCY_TYPES } from '../domain/codes.ts'
import {
  CAPACITIES,
  COMPREHENSION_CHECKS,
  CONFLICT_CHECKS,
  CONTACT_RULES,
  GUARDIAN_AUTHORITIES,
  INTERPRETERS,
} from '../domain/taking.ts'
import { agencyId } from './codes.ts'

/** What redaction answered when the sheet was uploaded. */
export const sheetBody = z
  .strictObject({ id: z.uuid(), sha256: sha256Hex.describe('Of the file') })
  .describe(
    'Needed for a signature or thumbprint; in an emergency it may follow within 72 h. From POST /consent-sheets',
  )

/** Codes, hashes and ids, each a condition of the table of forms; nobody's name. */
export const takingBody = z.strictObject({
  formText: sha256Hex.optional().describe('Of the text that was read to the person: one of GET /consent-forms'),
  interpreter: z.enum(INTERPRETERS).optional().describe('Needed where an interpreter helped'),
  comprehension: z.enum(COMPREHENSION_CHECKS).optional().describe('How it was checked that the person understood'),
  capacity: z.enum(CAPACITIES).optional().describe('"unknown" and "declined" never refuse'),
  guardian: z
    .strictObject({
      authority: z.enum(GUARDIAN_AUTHORITIES),
      document: sha256Hex.describe('Of the paper that shows the authority'),
      conflictCheck: z.enum(CONFLICT_CHECKS),
    })
    .optional()
    .describe('Needed where a guardian consents'),
  viewsSought: z.boolean().optional().describe('The child was asked for their own view; never a gate'),
  contactRule: z.enum(CONTACT_RULES).optional().describe('How to contact the person, only redaction knows'),
  witness: z
    .strictObject({ from: z.enum([...AGENCY_TYPES, 'no_agency']), agencyId: agencyId.optional() })
    .optional()
    .describe('Needed for oral consent before a witness; never of the police or of the recipient'),
})
