import {
  type GrantImported,
  grantImported,
  priorities,
  protocols,
  purposes,
  serviceCategories,
} from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import {
  type ImportReferral,
  importReferral,
  type RefusedReferral,
  refuseReferral,
} from '../commands/import-referral.ts'
import type { FindMinor } from '../ports/age.ts'
import { codeOf, fallbackOf, itemCodesOf, partyOf, uuidOf } from './reading.ts'

export const onGrantImported = (hearing: Hearing, findMinor: FindMinor) =>
  on(
    grantImported,
    ({ subjectRef }) => findMinor(subjectRef),
    async (event, tx, { occurredAt: at, correlationId }, minor) => {
      const news = { at, correlationId }
      const about = { referralId: uuidOf(event.referralId), packageId: event.packageId, from: partyOf(event.from) }
      const content = contentOf(event)
      if (content === undefined) refuseReferral(hearing, tx, about, 'referral_unreadable', news)
      else await importReferral(hearing)(tx, { ...about, ...content, to: partyOf(event.to), minor }, news)
    },
  )

/** As its sender says; undefined where this hub cannot read it: what a newer one says, or a faulty one. */
function contentOf(event: GrantImported): Omit<ImportReferral, keyof RefusedReferral | 'to' | 'minor'> | undefined {
  try {
    return {
      subjectRef: event.subjectRef,
      family: codeOf(protocols, event.protocol),
      protocol: event.protocolId,
      protocolVersion: event.protocolVersion,
      protocolHash: event.protocolHash || undefined,
      quick: event.quick,
      fallback: fallbackOf(event.fallback),
      itemCodes: itemCodesOf(event.itemCodes),
      priority: codeOf(priorities, event.priority),
      purpose: codeOf(purposes, event.purpose),
      services: event.services.map(service => codeOf(serviceCategories, service)),
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'news_unreadable') return undefined
    throw error
  }
}
