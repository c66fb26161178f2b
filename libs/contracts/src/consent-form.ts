import { z } from 'zod'
import { agencyTypes, bases, dataCategories, purposes } from './codes.ts'
import { codeWhere, oneOf } from './reference/code-list.ts'
import { isLanguage } from './reference/iso-639.ts'
import { isCountry } from './reference/iso-3166.ts'

export const grantors = ['self', 'guardian', 'none'] as const
export const signatures = ['signed', 'thumbprint', 'pictogram', 'oral_with_witness', 'oral'] as const

/** A migration agency is two: it must say which. */
const MIGRATION_UNITS: Readonly<Record<string, string>> = {
  protection: 'migration_protection',
  enforcement: 'migration_enforcement',
}

const recipient = z
  .strictObject({
    jurisdiction: codeWhere(isCountry),
    /** A code of AgencyType, or "migration" with its unit. */
    agencyType: codeWhere(code => code === 'migration' || agencyTypes.is(code)),
    unit: oneOf(['protection', 'enforcement']).optional(),
  })
  .refine(r => r.agencyType !== 'migration' || r.unit !== undefined, {
    path: ['unit'],
    params: { code: 'required' },
  })
export type ConsentRecipient = z.output<typeof recipient>

/** "migration" with its unit is one of the two agency types of proto/; any other type is itself. */
export const agencyTypeOf = (of: { agencyType: string; unit?: string | undefined }): string =>
  of.agencyType === 'migration' ? (MIGRATION_UNITS[of.unit ?? ''] ?? of.agencyType) : of.agencyType

/** What was agreed, or on what other basis data may go: codes only, so that it holds no identity. */
export const consentFormSchema = z.strictObject({
  basis: codeWhere(bases.is),
  grantedBy: oneOf(grantors),
  purposes: z.array(codeWhere(purposes.is)).min(1).max(20),
  recipients: z.array(recipient).min(1).max(50),
  /** Never these, whatever else is agreed. */
  excluded: z.array(recipient).max(50).optional(),
  dataCategories: z.array(codeWhere(dataCategories.is)).min(1).max(20),
  languageExplained: codeWhere(isLanguage),
  interpreter: z.boolean(),
  comprehensionChecked: z.boolean(),
  /** Last day, UTC. An upper bound: a basis other than consent ends by its own rule. */
  validUntil: z.iso.date(),
  signature: oneOf(signatures).nullable(),
  /** The person agreed, after independent legal advice, that police and prosecution read what incriminates them. */
  selfIncriminating: z
    .strictObject({
      advisedBy: oneOf(['own_lawyer', 'legal_aid', 'public_defender', 'ombudsman']),
      advisedOn: z.iso.date(),
    })
    .optional(),
  /** The child's own assent. */
  assent: z.boolean().optional(),
})
export type ConsentForm = z.output<typeof consentFormSchema>
