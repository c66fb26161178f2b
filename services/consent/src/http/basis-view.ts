import { z } from 'zod'
import { basisHash } from '../commands/basis-hash.ts'
import { ACTIONS, BASES, CATEGORIES, GRANTORS, PRIORITIES, PROTOCOLS, PURPOSES, SIGNATURES } from '../domain/codes.ts'
import { ROSTERS } from '../domain/duty.ts'
import type { Form } from '../domain/form.ts'
import { awaitsSecond, statusOf } from '../domain/record.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { advisedBody, justificationBody, recipientBody } from './form-body.ts'
import { sheetBody, takingBody } from './taking-body.ts'

const moment = z.iso.datetime()
const status = z
  .enum(['in_force', 'withdrawn', 'expired', 'lapsed'])
  .describe('lapsed: no second person confirmed in time, or the signed sheet did not come in time')

export const basisSummary = z.object({
  id: z.uuid(),
  basis: z.enum(BASES),
  status,
  confirmBy: moment.optional().describe('A second person has to confirm by then, else it lapses'),
  secondFirst: z
    .literal(true)
    .optional()
    .describe(
      'The agency has said something alone for this person before: nothing goes until a second person has confirmed',
    ),
  sheetBy: moment
    .optional()
    .describe('The signed sheet has to come by then, else it lapses; until then it carries emergencies alone'),
})

/** As the recording agency sees it. The internal id of the person is not in it. */
export const basisView = basisSummary.extend({
  version: z.int(),
  hash: z.string().describe('SHA-256 of this version as canonical JSON, hex: the log and its proofs name it'),
  subjectRef: z.string(),
  grantedBy: z.enum(GRANTORS),
  purposes: z.array(z.enum(PURPOSES)),
  recipients: z.array(recipientBody),
  dataCategories: z.array(z.enum(CATEGORIES)),
  languageExplained: z.string(),
  interpreter: z.boolean(),
  comprehensionChecked: z.boolean(),
  validUntil: z.iso.date(),
  signature: z.enum(SIGNATURES).nullable(),
  sheet: sheetBody.optional(),
  assent: z.boolean().optional(),
  protocol: z.enum(PROTOCOLS).optional(),
  priority: z.enum(PRIORITIES).optional(),
  justification: justificationBody.optional(),
  reportBack: z.boolean(),
  actions: z.array(z.enum(ACTIONS)).optional(),
  onward: z.boolean(),
  selfIncriminating: advisedBody.optional(),
  taken: takingBody.optional(),
  grantedAt: moment,
  endsAt: moment.describe('When it ends in fact, exclusive'),
  confirmedAt: moment.optional(),
  confirmedRoster: z
    .enum(ROSTERS)
    .optional()
    .describe('From whose duty roster the second person came; none: nobody was on duty'),
  withdrawnAt: moment.optional(),
  replacesRefusal: z
    .boolean()
    .optional()
    .describe('The person refused consent to it: it counts after an independent review'),
  reviewBy: moment.optional(),
  supersedes: z.uuid().optional(),
  supersededBy: z.uuid().optional(),
})

export function toSummary({ record }: RecordedBasis, now: Date): z.input<typeof basisSummary> {
  const { id, basis, confirmBy, confirmedAt, sheetBy } = record
  const waits = confirmBy !== undefined && confirmedAt === undefined
  return {
    ...{ id, basis, status: statusOf(record, now) },
    ...(waits && { confirmBy: confirmBy.toISOString() }),
    ...(awaitsSecond(record) && { secondFirst: true as const }),
    ...(sheetBy && { sheetBy: sheetBy.toISOString() }),
  }
}

export function toView(basis: RecordedBasis, now: Date): z.input<typeof basisView> {
  const { record, form } = basis
  return {
    ...toSummary(basis, now),
    version: record.version,
    hash: basisHash(record),
    ...formView(form),
    grantedAt: record.grantedAt.toISOString(),
    endsAt: record.endsAt.toISOString(),
    confirmedAt: record.confirmedAt?.toISOString(),
    confirmedRoster: basis.confirmedRoster,
    withdrawnAt: record.withdrawnAt?.toISOString(),
    replacesRefusal: record.replacesRefusal,
    reviewBy: basis.reviewBy?.toISOString(),
    supersedes: basis.supersedes,
    supersededBy: basis.supersededBy,
  }
}

/** A form, field by field. Whom it excludes is not shown with it. */
export const formView = (form: Form) => ({
  subjectRef: form.subjectRef,
  basis: form.basis,
  grantedBy: form.grantedBy,
  purposes: [...form.purposes],
  recipients: form.recipients.map(recipient => ({ ...recipient })),
  dataCategories: [...form.dataCategories],
  languageExplained: form.languageExplained,
  interpreter: form.interpreter,
  comprehensionChecked: form.comprehensionChecked,
  validUntil: form.validUntil,
  signature: form.signature,
  ...(form.sheet && { sheet: { ...form.sheet } }),
  assent: form.assent,
  protocol: form.protocol,
  priority: form.priority,
  ...(form.justification && { justification: justificationView(form.justification) }),
  reportBack: form.reportBack,
  ...(form.actions && { actions: [...form.actions] }),
  onward: form.onward,
  ...(form.selfIncriminating && { selfIncriminating: { ...form.selfIncriminating } }),
  ...(form.taken && { taken: { ...form.taken } }),
})

const justificationView = (justification: NonNullable<Form['justification']>) => {
  const { reason, authority, document, article, compels, personTold, until } = justification
  return { reason, authority, document, article, personTold, until, ...(compels && { compels: [...compels] }) }
}
