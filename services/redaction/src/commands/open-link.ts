import { encode, linkAnswered, Occasion } from '@amparo/contracts'
import { errors as cryptoErrors, readCertificate, type SigningKey } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { type Link, mayOpen } from '../domain/link.ts'
import type { Decide } from '../ports/decision.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { FindOutside } from '../ports/standing.ts'
import { attestationOf } from '../queries/attestation.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { countTry, findLink, forgiveTry, takeLink } from '../store/links.ts'
import type { SealKeys } from '../store/seal-keys.ts'
import { findShare } from '../store/shares.ts'
import { takeLinkForm } from './link-form.ts'
import { hashOf, secret } from './link-secret.ts'
import type { LinkDeps } from './make-link.ts'
import { messages } from './messages.ts'
import { isSame, type Parties, refuseRestricted } from './open-case.ts'
import { releaseView } from './release-view.ts'

export interface OpenLinkDeps extends LinkDeps {
  readonly sealKeys: SealKeys
  readonly sign: SigningKey
  readonly decide: Decide
  readonly findOutside: FindOutside
  readonly openHeld: OpenHeld
}

const form = z.strictObject({
  id: secret,
  code: z.string().regex(/^\d{8}$/),
  /** Of the browser: it alone may load the page again, and answer. */
  holder: secret,
  replyCertificate: z.string().max(20_000),
})

const ROUTE = 'POST /link-views'
/**
 * What somebody outside the system sees by a one-time link: decided by consent, in the log, and only then sealed to the browser. In this
 * order: the form is used up, the try counted, the code compared, the referral asked, the permit used, the entry written, the link taken;
 * whatever is missing is `not_found`, the same for every reason. While access to the person is restricted it opens nothing, and is not used up.
 */
export const openLink =
  (deps: OpenLinkDeps) =>
  async ({ sealed, correlationId }: { readonly sealed: string; readonly correlationId: string }): Promise<string> => {
    const asked = await takeLinkForm(deps, { sealed, route: ROUTE, schema: form })
    await readCertificate(asked.replyCertificate).catch((cause: unknown) => {
      throw errors.seal_invalid({ cause })
    })
    const link = await checkedCode(deps, asked)
    try {
      return await show(deps, link, { ...asked, sealed, correlationId })
    } catch (error) {
      // What is wrong on this side takes away none of the tries.
      await deps.store.run(tx => forgiveTry(tx, link.idHash))
      throw isRestricted(error) ? httpErrors.not_found() : error
    }
  }

/** To nobody outside it is said why there is nothing. */
const isRestricted = (error: unknown) => error instanceof AppError && error.code === 'identity_restricted'

type Asked = z.output<typeof form>

/** The link, if its code is right. The try stays counted until the page has been shown, or could not be. */
async function checkedCode({ store, now, codes }: OpenLinkDeps, { id, code, holder }: Asked): Promise<Link> {
  const idHash = hashOf(id)
  const found = await store.read(reader => findLink(reader, idHash))
  const isOpen = found !== undefined && mayOpen(found, hashOf(holder), now())
  const counted = isOpen && (await store.run(tx => countTry(tx, idHash)))
  const right = await codes.isRight(code, counted ? found?.codeHash : undefined)
  if (!counted || found === undefined || !right) throw httpErrors.not_found()
  return found
}

interface Showing extends Asked {
  readonly sealed: string
  readonly correlationId: string
}

async function show(deps: OpenLinkDeps, link: Link, showing: Showing): Promise<string> {
  const { store, hub, now, newId } = deps
  const { referralId, toAgency } = link
  const standing = await deps.findOutside(referralId, toAgency)
  const share = standing && (await store.read(reader => findShare(reader, standing.subjectRef)))
  const parties = { from: { hub, agencyId: link.fromAgency }, to: { hub, agencyId: toAgency } }
  if (standing === undefined || share === undefined || !isSame(share.agency, parties.from)) throw httpErrors.not_found()
  await refuseRestricted(store, share.subjectId, parties.to)
  const opened = await deps.openHeld(share.subjectId)
  const permit = await permitFor(deps, { standing, share, parties, held: opened.held, showing })
  // Of two that have the code, one sees the page; the other one is told that there is no such link.
  if (!(await store.run(tx => takeLink(tx, link.idHash, hashOf(showing.holder), now())))) throw httpErrors.not_found()
  const sender = await deps.directory.nameOf(parties.from)
  const sealed = await releaseView(deps, {
    ...{ referralId, protocol: standing, parties, share, opened, permit, correlationId: showing.correlationId },
    ...{ request: showing.sealed, replyCertificate: showing.replyCertificate, route: ROUTE },
    caller: { user: '', agency: toAgency, acr: 'link', authTime: now(), jkt: undefined, token: '' },
    beside: { from: sender, expiresAt: link.expiresAt.toISOString() },
  })
  await store.run(async tx => {
    await forgiveTry(tx, link.idHash)
    const meta = { id: newId(), aggregateId: newId(), aggregateVersion: 1, occurredAt: now() }
    const answer = { referralId, agencyId: toAgency, step: 'acknowledge', reason: '' }
    // Each time that it was shown: the first time it was taken, nothing may have been. Who has acknowledged does it once.
    tx.emit(encode(linkAnswered, answer, { ...meta, correlationId: showing.correlationId }))
  })
  return sealed
}

interface About {
  readonly standing: NonNullable<Awaited<ReturnType<FindOutside>>>
  readonly share: Parameters<typeof attestationOf>[0]['share']
  readonly parties: Parties
  readonly held: Parameters<typeof attestationOf>[0]['held']
  readonly showing: Showing
}
async function permitFor(deps: OpenLinkDeps, { standing, share, parties, held, showing }: About): Promise<GivenPermit> {
  const { referralId, protocol, priority, purpose, services } = standing
  const attesting = { share, held, userId: '', nonce: deps.newId() }
  const decision = await deps.decide({
    ...{ occasion: Occasion.LINK, token: '', userId: undefined, subjectId: share.subjectId },
    attestation: attestationOf({ ...attesting, recipientHub: deps.hub, ownHub: deps.hub }, deps.sign, deps.now()),
    ...{ referralId, sender: parties.from, recipient: parties.to, protocol, priority, purpose, services },
  })
  if ('denial' in decision) {
    const line = { referralId, agencyId: parties.to.agencyId, userId: '', code: decision.denial }
    messages['view.denied'](deps.log, { ...line, correlationId: showing.correlationId })
    throw httpErrors.not_found()
  }
  if (!decision.permit.codeNameOnly) throw cryptoErrors.statement_invalid()
  return decision.permit
}
