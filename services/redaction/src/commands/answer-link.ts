import { encode, linkAnswered } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { z } from 'zod'
import { mayAnswer } from '../domain/link.ts'
import { findLink } from '../store/links.ts'
import { takeLinkForm } from './link-form.ts'
import { hashOf, secret } from './link-secret.ts'
import type { OpenLinkDeps } from './open-link.ts'

/** Why a referral is declined: codes that every protocol has. */
const REASONS = ['at-capacity', 'not-within-mandate', 'not-eligible', 'unsafe-location', 'no-interpreter'] as const

const form = z.discriminatedUnion('step', [
  z.strictObject({ id: secret, holder: secret, step: z.enum(['accept', 'arrive']) }),
  z.strictObject({ id: secret, holder: secret, step: z.literal('decline'), reason: z.enum(REASONS) }),
])

/** What a recipient outside the system says of the referral, by the browser that opened the link. Throws not_found. */
export const answerLink =
  (deps: OpenLinkDeps) =>
  async ({ sealed, correlationId }: { readonly sealed: string; readonly correlationId: string }): Promise<void> => {
    const said = await takeLinkForm(deps, { sealed, route: 'POST /link-answers', schema: form })
    const { store, now, newId } = deps
    const link = await store.read(reader => findLink(reader, hashOf(said.id)))
    if (link === undefined || !mayAnswer(link, hashOf(said.holder), now())) throw httpErrors.not_found()
    const { referralId, toAgency: agencyId } = link
    const reason = said.step === 'decline' ? said.reason : ''
    await store.run(async tx => {
      const meta = { id: newId(), aggregateId: newId(), aggregateVersion: 1, occurredAt: now(), correlationId }
      tx.emit(encode(linkAnswered, { referralId, agencyId, step: said.step, reason }, meta))
    })
  }
