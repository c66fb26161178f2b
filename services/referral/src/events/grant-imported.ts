import { grantImported, priorities, protocols, purposes, serviceCategories } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { importReferral } from '../commands/import-referral.ts'
import type { FindMinor } from '../ports/age.ts'
import { codeOf, fallbackOf, itemCodesOf, partyOf, uuidOf } from './reading.ts'

export const onGrantImported = (hearing: Hearing, findMinor: FindMinor) =>
  on(
    grantImported,
    ({ subjectRef }) => findMinor(subjectRef),
    (event, tx, { occurredAt: at, correlationId }, minor) =>
      importReferral(hearing)(
        tx,
        {
          referralId: uuidOf(event.referralId),
          packageId: event.packageId,
          from: partyOf(event.from),
          to: partyOf(event.to),
          subjectRef: event.subjectRef,
          family: codeOf(protocols, event.protocol),
          protocol: event.protocolId,
          protocolVersion: event.protocolVersion,
          protocolHash: event.protocolHash || undefined,
          quick: event.quick,
          fallback: fallbackOf(event.fallback),
          itemCodes: itemCodesOf(event.itemCodes),
          minor,
          priority: codeOf(priorities, event.priority),
          purpose: codeOf(purposes, event.purpose),
          services: event.services.map(service => codeOf(serviceCategories, service)),
        },
        { at, correlationId },
      ),
  )
