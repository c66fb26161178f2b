import { defineEntity, p } from '@mikro-orm/core'

const time = () => p.datetime().length(3)

const ReferralRowSchema = defineEntity({
  name: 'ReferralRow',
  tableName: 'referral',
  properties: {
    id: p.uuid().primary(),
    protocol: p.text(),
    priority: p.text(),
    status: p.text(),
    version: p.integer(),
    fromHub: p.text(),
    fromAgency: p.text(),
    toHub: p.text().nullable(),
    toAgency: p.text().nullable(),
    subjectRef: p.text(),
    purpose: p.text(),
    services: p.array(),
    reason: p.text().nullable(),
    outcome: p.text().nullable(),
    submittedAt: time(),
    updatedAt: time(),
    acceptBy: time(),
    serveBy: time(),
    /** Events of this referral so far. */
    events: p.integer().default(0),
    /** Number of the last step that the counterpart's hub reported. */
    counterpartVersion: p.integer().default(0),
  },
})
export class ReferralRow extends ReferralRowSchema.class {}
ReferralRowSchema.setClass(ReferralRow)

const StepRowSchema = defineEntity({
  name: 'StepRow',
  tableName: 'step',
  properties: {
    referralId: p.uuid().primary(),
    version: p.integer().primary(),
    status: p.text(),
    at: time(),
    byHub: p.text(),
    byAgency: p.text(),
    reason: p.text().nullable(),
    outcome: p.text().nullable(),
  },
})
export class StepRow extends StepRowSchema.class {}
StepRowSchema.setClass(StepRow)

export const entities = [ReferralRow, StepRow]
