import { bases, dataCategories, purposes, relations } from '@amparo/contracts'
import { z } from 'zod'
import { searchedActions } from '../commands/project-leaf.ts'
import type { ShownRow } from '../commands/read-as-logged.ts'
import { hex } from './hex.ts'

const agency = z.object({ hub: z.string(), agencyId: z.string() })

export const entryView = z.object({
  id: z.uuid(),
  index: z.int().describe('Leaf of the tree, from 0'),
  leafHash: z.string().describe('RFC 6962, hex'),
  action: z
    .enum(searchedActions)
    .describe(
      '`entry_unreadable`: it stands in the log and cannot be read; `code` says why, and nothing else is known of it',
    ),
  source: z.string().describe('Service that wrote the entry'),
  occurredAt: z.iso.datetime().optional(),
  userId: z.string().optional(),
  agency: agency.optional().describe('Of the user'),
  authentication: z.string().optional().describe("acr of the user's token"),
  scope: z
    .string()
    .optional()
    .describe("Of the user's token, by which the hub let them do it: what their roles come to"),
  roles: z
    .array(z.string())
    .optional()
    .describe(
      "Of the posts in the user's token those that have this scope. Absent: it was not recorded, or nobody did it",
    ),
  correlationId: z.string().optional().describe('Of the request, or the chain of events, that it is part of'),
  referralId: z.string().optional(),
  subjectRef: z.string().optional(),
  recipient: agency.optional(),
  assigneeId: z.string().optional(),
  purpose: z.enum(purposes.all).optional(),
  basis: z.enum(bases.all).optional(),
  basisId: z.string().optional(),
  basisVersion: z.int().optional(),
  basisHash: z.string().optional().describe('SHA-256 of that version of the consent, in its canonical form, hex'),
  policyHash: z.string().optional(),
  viewPolicyHash: z.string().optional().describe('Of the file by which what was shown was cut'),
  relations: z
    .array(z.enum(relations.all))
    .optional()
    .describe('What the user is to the person, as redaction found it; no name'),
  packageId: z.string().optional().describe('That was released to another hub'),
  packageHash: z.string().optional().describe('SHA-256 of its ciphertext, hex'),
  decisionHash: z.string().optional().describe('SHA-256 of the permit that consent signed, hex'),
  grantHash: z.string().optional().describe('SHA-256 of the grant in it: what of the consent travels with it, hex'),
  caseHash: z
    .string()
    .optional()
    .describe('Of a private question: salted hash of the number of the matter, the same in both hubs, hex'),
  categories: z.array(z.enum(dataCategories.all)),
  withheld: z
    .array(z.object({ category: z.enum(dataCategories.all), reason: z.string(), silent: z.boolean() }))
    .describe('The true list, also of what the reader was not told'),
  code: z.string().optional().describe('Of a denial; of an entry that cannot be read, why'),
  unverified: z
    .literal(true)
    .optional()
    .describe('It cannot be compared with the log any more, whose key for it is gone. All others were, just now'),
})
type EntryView = z.output<typeof entryView>

export const toEntryView = (row: ShownRow): EntryView => ({
  ...{ id: row.entryId, index: row.index, leafHash: hex(row.leafHash), action: row.action, source: row.source },
  // What is dated nowhere.
  ...given({ occurredAt: row.occurredAt.getTime() === 0 ? undefined : row.occurredAt.toISOString() }),
  ...given({ userId: row.userId, authentication: row.authentication, referralId: row.referralId }),
  ...given({ subjectRef: row.subjectRef, assigneeId: row.assigneeId, code: row.code }),
  ...given({ agency: row.agency, recipient: row.recipient, purpose: row.purpose, basis: row.basis }),
  ...given({ basisId: row.basisId, basisVersion: row.basisVersion, basisHash: row.basisHash }),
  ...given({ scope: row.scope, correlationId: row.correlationId }),
  ...given({ roles: row.roles.length > 0 ? [...row.roles] : undefined }),
  ...given({ policyHash: row.policyHash, viewPolicyHash: row.viewPolicyHash }),
  ...given({ packageId: row.packageId, packageHash: row.packageHash }),
  ...given({ decisionHash: row.decisionHash, grantHash: row.grantHash, caseHash: row.caseHash }),
  ...given({ unverified: row.unverified }),
  ...given({ relations: row.relations.length > 0 ? [...row.relations] : undefined }),
  categories: [...row.categories],
  withheld: row.withheld.map(({ category, reason, silent }) => ({ category, reason, silent })),
})

const given = <T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
