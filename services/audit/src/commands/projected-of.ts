import {
  type AgencyRef,
  auditActions,
  bases,
  type Codes,
  dataCategories,
  type Entry,
  type EntrySchema,
  type MessageInitShape,
  purposes,
  relations,
  timestampDate,
  timestampFromDate,
} from '@amparo/contracts'
import type { AgencyOf, Projected } from '../domain/projected.ts'

/** An entry as the projection has it. Fields that protocol buffers left at their default were not given. */
export function projectedOf(entry: Entry, place: { readonly index: number; readonly leafHash: Uint8Array }): Projected {
  return {
    ...{ index: place.index, leafHash: place.leafHash, entryId: entry.entryId },
    ...{ action: auditActions.toCode(entry.action), source: entry.source },
    occurredAt: entry.occurredAt ? timestampDate(entry.occurredAt) : new Date(0),
    ...{ userId: given(entry.userId), agency: agencyOf(entry.agency), referralId: given(entry.referralId) },
    ...{ assigneeId: given(entry.assigneeId), code: given(entry.code) },
    ...{ purpose: codeOf(purposes, entry.purpose), basis: codeOf(bases, entry.basis) },
    relations: entry.relations.map(relations.toCode),
    ...{ authentication: given(entry.authentication), recipient: agencyOf(entry.recipient) },
    ...{ basisId: given(entry.basisId), basisVersion: entry.basisVersion || undefined },
    ...{ policyHash: given(entry.policyHash), viewPolicyHash: given(entry.viewPolicyHash) },
    ...{ packageId: given(entry.packageId), packageHash: given(entry.packageHash) },
    ...{ decisionHash: given(entry.decisionHash), grantHash: given(entry.grantHash) },
    ...{ basisHash: given(entry.basisHash), scope: given(entry.scope), correlationId: given(entry.correlationId) },
    ...{ caseHash: given(entry.caseHash), roles: [...entry.roles] },
    subjectRef: given(entry.subjectRef),
    categories: entry.categories.map(dataCategories.toCode),
    withheld: entry.withheld.map(({ category, reason, silent }) => ({
      ...{ category: dataCategories.toCode(category), reason, silent },
    })),
  }
}

/** The entry again, for whoever asks by contract. */
export function entryFrom(row: Projected): MessageInitShape<typeof EntrySchema> {
  return {
    ...{ entryId: row.entryId, action: auditActions.toEnum(row.action), source: row.source },
    ...{ userId: row.userId ?? '', authentication: row.authentication ?? '', referralId: row.referralId ?? '' },
    ...{ assigneeId: row.assigneeId ?? '', code: row.code ?? '', occurredAt: timestampFromDate(row.occurredAt) },
    ...(row.agency && { agency: row.agency }),
    ...(row.recipient && { recipient: row.recipient }),
    ...(row.purpose && { purpose: purposes.toEnum(row.purpose) }),
    ...(row.basis && { basis: bases.toEnum(row.basis) }),
    ...{ basisId: row.basisId ?? '', basisVersion: row.basisVersion ?? 0 },
    ...{ policyHash: row.policyHash ?? '', viewPolicyHash: row.viewPolicyHash ?? '' },
    ...{ packageId: row.packageId ?? '', packageHash: row.packageHash ?? '' },
    ...{ decisionHash: row.decisionHash ?? '', grantHash: row.grantHash ?? '' },
    ...{ basisHash: row.basisHash ?? '', scope: row.scope ?? '', correlationId: row.correlationId ?? '' },
    ...{ caseHash: row.caseHash ?? '', roles: [...row.roles] },
    relations: row.relations.map(relations.toEnum),
    subjectRef: row.subjectRef ?? '',
    categories: row.categories.map(dataCategories.toEnum),
    withheld: row.withheld.map(({ category, ...rest }) => ({ ...rest, category: dataCategories.toEnum(category) })),
  }
}

const given = (text: string): string | undefined => (text === '' ? undefined : text)

const agencyOf = (ref: AgencyRef | undefined): AgencyOf | undefined => ref && { hub: ref.hub, agencyId: ref.agencyId }

const codeOf = <E extends number>(codes: Codes<E>, value: E) => (value === 0 ? undefined : codes.toCode(value))
