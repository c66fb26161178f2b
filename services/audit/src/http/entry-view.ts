import {
  type AgencyRef,
  auditActions,
  bases,
  type Codes,
  dataCategories,
  purposes,
  timestampDate,
} from '@amparo/contracts'
import { z } from 'zod'
import type { LoggedEntry } from '../queries/entries.ts'
import { hex } from './hex.ts'

const agency = z.object({ hub: z.string(), agencyId: z.string() })

export const entryView = z.object({
  id: z.uuid(),
  index: z.int().describe('Leaf of the tree, from 0'),
  leafHash: z.string().describe('RFC 6962, hex'),
  action: z.enum(auditActions.all),
  source: z.string().describe('Service that wrote the entry'),
  occurredAt: z.iso.datetime().optional(),
  userId: z.string().optional(),
  agency: agency.optional().describe('Of the user'),
  authentication: z.string().optional().describe("acr of the user's token"),
  referralId: z.string().optional(),
  subjectRef: z.string().optional(),
  recipient: agency.optional(),
  assigneeId: z.string().optional(),
  purpose: z.enum(purposes.all).optional(),
  basis: z.enum(bases.all).optional(),
  basisId: z.string().optional(),
  basisVersion: z.int().optional(),
  policyHash: z.string().optional(),
  viewPolicyHash: z.string().optional().describe('Of the file by which what was shown was cut'),
  categories: z.array(z.enum(dataCategories.all)),
  withheld: z
    .array(z.object({ category: z.enum(dataCategories.all), reason: z.string(), silent: z.boolean() }))
    .describe('The true list, also of what the reader was not told'),
  code: z.string().optional().describe('Of a denial'),
})
type EntryView = z.output<typeof entryView>

export function toEntryView({ index, leafHash, entry }: LoggedEntry): EntryView {
  return {
    id: entry.entryId,
    index,
    leafHash: hex(leafHash),
    action: auditActions.toCode(entry.action),
    source: entry.source,
    ...given({ occurredAt: entry.occurredAt && timestampDate(entry.occurredAt).toISOString() }),
    ...given({ userId: entry.userId, authentication: entry.authentication, referralId: entry.referralId }),
    ...given({ subjectRef: entry.subjectRef, assigneeId: entry.assigneeId, code: entry.code }),
    ...given({ agency: agencyOf(entry.agency), recipient: agencyOf(entry.recipient) }),
    ...given({ purpose: codeOf(purposes, entry.purpose), basis: codeOf(bases, entry.basis) }),
    ...given({ basisId: entry.basisId, basisVersion: entry.basisVersion, policyHash: entry.policyHash }),
    ...given({ viewPolicyHash: entry.viewPolicyHash }),
    categories: entry.categories.map(dataCategories.toCode),
    withheld: entry.withheld.map(({ category, reason, silent }) => ({
      category: dataCategories.toCode(category),
      reason,
      silent,
    })),
  }
}

const agencyOf = (ref: AgencyRef | undefined) => ref && { hub: ref.hub, agencyId: ref.agencyId }

const codeOf = <E extends number>(codes: Codes<E>, value: E) => (value === 0 ? undefined : codes.toCode(value))

/** Fields that protobuf left at their default were not given. */
const given = <T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as never
