import { randomBytes } from 'node:crypto'
import {
  denialError,
  encode,
  messageBuilt,
  messageStored,
  type RequestStanding,
  VICTIMS_SAID,
  type VictimsSaid,
} from '@amparo/contracts'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors as messageErrors } from '../../domain/errors.ts'
import type { WrittenText } from '../../domain/message.ts'
import { errors } from '../../domain/request-errors.ts'
import { listed } from '../../domain/request-persons.ts'
import { CONTACT, LETTER, type RequestText } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import { refusalOf } from '../../ports/given-permit.ts'
import { writtenTextSchema } from '../../store/message-content.schema.ts'
import {
  addRequestText,
  hashOfText,
  hasWritten,
  requestKey,
  saveTextSent,
  sealedText,
} from '../../store/request-texts.ts'
import { demandUse, hashesOf } from '../demand-use.ts'
import { checkSize } from '../message-form.ts'
import { messages } from '../messages.ts'
import type { FormKind } from '../open-form.ts'
import { spendPermit, stillGiven } from '../permit.ts'
import { MAX_CIPHERTEXT_BYTES, SEALING_OVERHEAD_BYTES } from '../size.ts'
import { type SentForm, takeForm, useForm } from '../take-form.ts'
import { releaseText } from './release-text.ts'
import { type SealDeps, sealText } from './seal-text.ts'
import { contactTo, letterTo } from './standing-of-party.ts'
import { suspectsOf } from './suspects-of.ts'
import type { WriteDeps } from './write-request-text.ts'

type LetterForm = { readonly requestId: string; readonly victims: VictimsSaid } & WrittenText

/** The ways in which something is written about a request: under which name, by which form, from whom to whom. */
interface Channel {
  readonly field: string
  readonly route: string
  readonly form: FormKind<LetterForm>
  /** Throws `not_found` to whoever is no party; to a party why it may not write so, or not yet. */
  readonly otherOf: (standing: RequestStanding | undefined, sent: SentLetter) => Party
}

/** The sealed data of POST /request-letters. */
export const letterForm: FormKind<LetterForm> = {
  schema: z.strictObject({ requestId: z.uuid(), victims: z.enum(VICTIMS_SAID), ...writtenTextSchema.shape }),
  maxBytes: 1_500_000,
}

const MOST_CONTACT_CHARS = 2_000
/** The sealed data of POST /request-contact-messages: a few sentences, and no files. */
export const contactForm: FormKind<LetterForm> = {
  schema: z.strictObject({
    ...{ requestId: z.uuid(), victims: z.enum(VICTIMS_SAID), lang: writtenTextSchema.shape.lang },
    text: z.string().min(1).max(MOST_CONTACT_CHARS),
    attachments: z.array(z.never()).max(0).default([]),
  }),
  maxBytes: 20_000,
}

interface SentLetter extends SentForm {
  /** A central authority speaks by those who may decide for it. */
  readonly mayDecide: boolean
}

export interface LetterWritten {
  readonly letterId: string
  /** By which a signed answer names it as its reasons. */
  readonly sha256: string
}

/**
 * One central authority writes to the other about a request that was signed, or whoever leads the case to that of the other state: masked as its texts are, kept as it leaves, on a permit and
 * after its entry in the log.
 */
export const writeRequestLetter = (deps: WriteDeps & SealDeps) =>
  writing(deps, { field: LETTER, route: 'POST /request-letters', form: letterForm, otherOf: letterTo })

/**
 * The agency that executes a request writes to whoever leads the case, a few sentences, and is answered: each through the central authority of the other
 * state, which reads it too. As letters are: masked, on a permit, after its entry in the log.
 */
export const writeContactMessage = (deps: WriteDeps & SealDeps) =>
  writing(deps, {
    ...{ field: CONTACT, route: 'POST /request-contact-messages', form: contactForm },
    otherOf: contactTo,
  })

function writing(deps: WriteDeps & SealDeps, { field, route, form: kind, otherOf: to }: Channel) {
  const { hub, store, now, newId, log } = deps
  const contact = field === CONTACT
  const take = takeForm(deps, route, kind)
  return async (sent: SentLetter, replay: Replay): Promise<LetterWritten> => {
    const { caller, correlationId } = sent
    const form = await take(sent, replay)
    const { requestId, victims, ...written } = form.data
    checkSize(written)
    const own: Party = { hub, agencyId: caller.agency }
    const standing = await deps.findRequest(requestId, caller)
    const other = to(standing, sent)
    if (contact && standing?.role === 'drafter') await demandSpokenTo(deps, requestId, other)
    const between = { requestId, sender: own, recipient: other, executingHub: other.hub }
    const permitted = async () => {
      const decision = await deps.permitEvidence({ ...between, reader: undefined, letter: true, contact, victims })
      if ('denial' in decision) throw refusalOf(decision)
      return decision.permit
    }
    const first = await permitted()
    await demandUse(deps, { caller, sha256: hashesOf(written), use: 'pass-to-other-state', to: other, permit: first })
    const recipient = await deps.directory.recipientOf(other)
    if (recipient === undefined) throw denialError('recipient_unknown')
    const salt = randomBytes(16).toString('hex')
    // Who executes it is told nothing of the request: what it lists is asked for without a reader.
    const request = contact ? await deps.findRequest(requestId) : standing
    const suspects = listed(request && (await suspectsOf(deps, request)))
    const released = await releaseText({ ...deps, redactFile: deps.redactFileOf(own) }, field, written, suspects)
    const json = JSON.stringify({ v: 1, requestId, field, salt, victims, ...released } satisfies RequestText)
    if (Buffer.byteLength(json) > MAX_CIPHERTEXT_BYTES - SEALING_OVERHEAD_BYTES)
      throw messageErrors.message_over_limit()
    const permit = await stillGiven(deps, first, permitted)
    const at = now()
    const letterId = newId()
    const head = { requestId, field, sha256: hashOfText(json), by: own, byUser: caller.user, madeAt: at }
    const letter = { ...head, textId: letterId }
    const key = await requestKey(deps, requestId)
    const sealing = { from: own, to: other, recipient, permit, writer: caller }
    const built = await sealText(deps, sealedText(letter, json, key), sealing)
    await spendPermit(deps, permit)
    await built.enter()
    const answered = await store.run(async tx => {
      await useForm(tx, form, at)
      await addRequestText(tx, letter, json, key)
      await saveTextSent(tx, built.sent)
      const meta = { id: newId(), aggregateId: letterId, aggregateVersion: 1, occurredAt: at, correlationId }
      const stored = { messageId: letterId, referralId: requestId, from: own, to: other, field, sha256: letter.sha256 }
      tx.emit(encode(messageStored, stored, meta))
      tx.emit(encode(messageBuilt, built.message, { ...meta, id: newId(), aggregateVersion: 2 }))
      return { letterId, sha256: letter.sha256 }
    }, replay)
    messages['request.letter-written'](log, { requestId, agencyId: caller.agency, correlationId })
    return answered
  }
}

/** Throws `contact_not_begun` where nobody of the other state has written in contact. */
async function demandSpokenTo({ store }: WriteDeps, requestId: string, other: Party): Promise<void> {
  const isBegun = await store.read(reader => hasWritten(reader, requestId, { field: CONTACT, hub: other.hub }))
  if (!isBegun) throw errors.contact_not_begun()
}
