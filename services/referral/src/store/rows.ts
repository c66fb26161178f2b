import { defineEntity, p } from '@mikro-orm/core'
import type { ItemCodes } from '../domain/item-codes.ts'

const time = () => p.datetime().length(3)

const ReferralRowSchema = defineEntity({
  name: 'ReferralRow',
  tableName: 'referral',
  properties: {
    id: p.uuid().primary(),
    protocol: p.text(),
    protocolVersion: p.integer(),
    overlays: p.json<Record<string, number>>(),
    priority: p.text(),
    quick: p.boolean(),
    minor: p.boolean(),
    compartment: p.boolean(),
    state: p.text(),
    status: p.text(),
    turn: p.text().nullable(),
    version: p.integer(),
    fromHub: p.text(),
    fromAgency: p.text(),
    toHub: p.text().nullable(),
    toAgency: p.text().nullable(),
    subjectRef: p.text(),
    purpose: p.text(),
    services: p.array(),
    submittedAt: time(),
    updatedAt: time(),
    fireAt: time().nullable(),
    nextDue: time().nullable(),
    nextDeadline: p.text().nullable(),
    outside: p.boolean().default(false),
    fallbackChannel: p.text().nullable(),
    fallbackNumber: p.text().nullable(),
    happenedAt: time().nullable(),
    acknowledgedBy: p.text().nullable(),
    itemCodes: p.json<ItemCodes>().nullable(),
    successorAgency: p.text().nullable(),
    successorRef: p.text().nullable(),
    takenOverAt: time().nullable(),
    /** Events of this referral so far. */
    events: p.integer().default(0),
  },
})
export class ReferralRow extends ReferralRowSchema.class {}
ReferralRowSchema.setClass(ReferralRow)

export const entities = [ReferralRow]
