import { sha256Hex } from '@amparo/contracts'
import { fieldsAtFault } from '@amparo/http'
import type { FieldError } from '@amparo/kernel'
import { z } from 'zod'
import {
  ACTIONS,
  ADVISERS,
  AGENCY_TYPES,
  BASES,
  GRANTORS,
  LAWS,
  PRIORITIES,
  PROTOCOLS,
  PURPOSES,
  REASONS,
  SIGNATURES,
  TOLD,
} from '../domain/codes.ts'
import type { Form } from '../domain/form.ts'
import { agencyId, agencyType, categories, hub, language, subjectRef } from './codes.ts'
import { sheetBody, takingBody } from './taking-body.ts'
import { howLeftOut } from './withdrawal-body.ts'

const purposes = z.array(z.enum(PURPOSES)).min(1).max(PURPOSES.length)

export const recipientBody = z
  .strictObject({ hub, agencyType, agencyId: agencyId.optional() })
  .describe('One agency, or every agency of a kind in one jurisdiction')

const exclusionBody = z
  .strictObject({ hub, agencyType: agencyType.optional(), agencyId: agencyId.optional(), userId: z.uuid().optional() })
  .refine(({ agencyType: type, agencyId: id, userId }) => [type, id, userId].some(part => part !== undefined), {
    params: { code: 'required' },
  })
  .describe('An agency, a kind of agency or an officer whom the person never wants to know; outlives this form')

export const justificationBody = z.strictObject({
  reason: z.enum(REASONS),
  authority: z.enum(AGENCY_TYPES).optional().describe('Who ordered it: needed for a court order'),
  document: sha256Hex.optional().describe('SHA-256 of the order, hex: needed for a court order'),
  article: z
    .strictObject({ law: z.enum(LAWS), number: z.int().min(1).max(9_999) })
    .optional()
    .describe('Needed for a legal obligation'),
  compels: categories
    .optional()
    .describe('The data that it compels, and no others: needed for a court order and a legal obligation'),
  personTold: z.enum(TOLD).optional().describe('Needed for a legal obligation: the person is told first'),
  until: z.iso.date().optional().describe('Last day of the order, UTC: needed for a court order'),
})

export const advisedBody = z.strictObject({ advisedBy: z.enum(ADVISERS), advisedOn: z.iso.date() })

const ofConsentAlone = (field: string) => ({ path: [field], params: { code: 'not_allowed' } })

const fields = z.strictObject({
  subjectRef,
  basis: z.enum(BASES),
  grantedBy: z.enum(GRANTORS),
  purposes,
  recipients: z.array(recipientBody).min(1).max(50),
  excluded: z.array(exclusionBody).max(50).optional(),
  dataCategories: categories,
  languageExplained: language,
  interpreter: z.boolean(),
  comprehensionChecked: z.boolean(),
  validUntil: z.iso.date().describe('Last day, UTC; an upper bound'),
  signature: z.enum(SIGNATURES).nullable(),
  sheet: sheetBody.optional(),
  assent: z.boolean().optional().describe("The child's own view; never a gate"),
  taken: takingBody.optional().describe('How a consent was taken; needed for a consent'),
  protocol: z.enum(PROTOCOLS).optional().describe('If given, it stands for referrals under this protocol only'),
  priority: z.enum(PRIORITIES).optional().describe('Needed for oral consent without a witness'),
  selfIncriminating: advisedBody
    .optional()
    .describe(
      'The person agreed that police and prosecution read what incriminates them, after independent legal advice: by whom, and on which day. Counts for a consent that the person gave, not a guardian',
    ),
  supersedes: z.uuid().optional().describe('A consent of the same person that this one replaces: it ends'),
  takenBack: z
    .strictObject(howLeftOut)
    .optional()
    .describe('Needed where it leaves out something of the consent that it replaces: who gives it takes that back'),
  justification: justificationBody.optional().describe('For a basis other than consent'),
  reportBack: z
    .boolean()
    .default(false)
    .describe('What the recipient assesses may be told to the agency that sends; of a consent alone'),
  actions: z
    .array(z.enum(ACTIONS))
    .min(1)
    .max(ACTIONS.length)
    .optional()
    .describe(
      'Ways of passing it on: to agencies of the network, by a link to an organisation outside; of a consent alone',
    ),
  onward: z
    .boolean()
    .default(false)
    .describe('A recipient may refer the person further, to others whom this consent names; of a consent alone'),
})

/** A form: codes, dates and references. There is no field into which a name would fit. */
export const formBody = fields
  .refine(({ basis, reportBack }) => !reportBack || basis === 'consent', ofConsentAlone('reportBack'))
  .refine(({ basis, actions }) => actions === undefined || basis === 'consent', ofConsentAlone('actions'))
  .refine(({ basis, sheet }) => sheet === undefined || basis === 'consent', ofConsentAlone('sheet'))
  .refine(({ basis, supersedes }) => supersedes === undefined || basis === 'consent', ofConsentAlone('supersedes'))
  .refine(({ supersedes, takenBack }) => takenBack === undefined || supersedes !== undefined, {
    ...{ path: ['supersedes'], params: { code: 'required' } },
  })
  .refine(({ basis, onward }) => !onward || basis === 'consent', ofConsentAlone('onward'))

/** A code said twice is said once. */
export const toForm = ({ takenBack: _, ...form }: z.output<typeof formBody>): Form => ({
  ...form,
  purposes: [...new Set(form.purposes)],
  dataCategories: [...new Set(form.dataCategories)],
})

/** Of a form that came in another shape than ours. */
export function parseForm(form: unknown): Form | { readonly faults: readonly FieldError[] } {
  const result = formBody.safeParse(form)
  return result.success ? toForm(result.data) : { faults: fieldsAtFault(result.error, form) }
}
