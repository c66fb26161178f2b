import { randomBytes } from 'node:crypto'
import {
  Action,
  isNamingField,
  PERSONS_FIELD,
  type RequestStanding,
  timestampFromDate,
  writtenLine,
} from '@amparo/contracts'
import type { Replay } from '@amparo/store'
import type { Engine } from '@amparo/text'
import { z } from 'zod'
import { errors as messageErrors } from '../../domain/errors.ts'
import type { WrittenText } from '../../domain/message.ts'
import { errors } from '../../domain/request-errors.ts'
import { listed, notNamedIn } from '../../domain/request-persons.ts'
import { isAbout, type RequestText, type Translation } from '../../domain/request-text.ts'
import type { ViewPolicy } from '../../domain/view-policy.ts'
import { refusalOf } from '../../ports/given-permit.ts'
import { translationSchema, writtenTextSchema } from '../../store/message-content.schema.ts'
import { fieldSchema } from '../../store/request-text.schema.ts'
import { addRequestText, hashOfText, isWritable, requestKey } from '../../store/request-texts.ts'
import { type DemandUseDeps, demandUse, hashesOf } from '../demand-use.ts'
import { checkSize } from '../message-form.ts'
import { messages } from '../messages.ts'
import type { FormKind } from '../open-form.ts'
import { groundsOf, spendPermit, stillGiven } from '../permit.ts'
import { MAX_CIPHERTEXT_BYTES, SEALING_OVERHEAD_BYTES } from '../size.ts'
import { type FormCaller, type SentForm, type TakeFormDeps, takeForm, useForm } from '../take-form.ts'
import type { RequestTextDeps } from './deps.ts'
import { heldTexts } from './reading.ts'
import { releaseText, releaseTranslation } from './release-text.ts'
import { asDrafter } from './standing-of-party.ts'
import { outdatedBy, suspectsOfDraft } from './suspects-of.ts'

interface TextForm extends WrittenText {
  readonly requestId: string
  readonly field: string
  /** By a person, into the other state's language. */
  readonly translation?: Translation | undefined
  /** Of `persons` alone: who of them is a suspect, by the whole name that stands in its text. */
  readonly suspects?: readonly string[] | undefined
}

/** The sealed data of POST /request-texts. */
export const textForm: FormKind<TextForm> = {
  schema: z.strictObject({
    ...{ requestId: z.uuid(), field: fieldSchema.refine(field => !isAbout(field)), ...writtenTextSchema.shape },
    translation: translationSchema.optional(),
    suspects: z.array(writtenLine()).max(100).optional(),
  }),
  maxBytes: 1_500_000,
}

export interface WriteDeps extends RequestTextDeps, TakeFormDeps, DemandUseDeps {
  readonly keys: RequestTextDeps['keys']
  readonly hub: string
  readonly append: RequestTextDeps['append']
  readonly store: TakeFormDeps['store']
  readonly engine: Engine
  readonly views: ViewPolicy
}

export interface TextWritten {
  readonly field: string
  /** What the request has to say in that field. */
  readonly sha256: string
  /** Fields that the draft names which may name whom `persons` lists as a suspect no more: they are to be written anew. */
  readonly outdated: readonly string[]
}

/**
 * A prosecution or a court writes what a field of its draft says. It is kept as it may be read in the other state and no other way: what its
 * central authority reviews and signs is what leaves. Answers the hash by which the request names it. Of suspects only those are read whom the
 * draft lists in `persons`, written before. Throws `request_suspect_not_named`, and what openDraft and releaseText do.
 */
export const writeRequestText = (deps: WriteDeps) => {
  const { hub, store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /request-texts', textForm)
  return async (sent: SentForm, replay: Replay): Promise<TextWritten> => {
    const { caller, correlationId } = sent
    const form = await take(sent, replay)
    const { requestId, field, translation, suspects: names, ...written } = form.data
    if (names !== undefined) checkNames(field, written.text, names)
    checkSize(written)
    const by = { hub, agencyId: caller.agency }
    const standing = await openDraft(deps, requestId, caller)
    const decided = { requestId, sender: by, recipient: by, executingHub: standing.toHub, reader: caller }
    const permitted = async () => {
      const decision = await deps.permitEvidence(decided)
      if ('denial' in decision) throw refusalOf(decision)
      return decision.permit
    }
    const first = await permitted()
    const to = { hub: standing.toHub, agencyId: standing.recipient?.agencyId ?? '' }
    await demandUse(deps, {
      caller,
      sha256: hashesOf(written),
      use: 'pass-to-other-state',
      to,
      permit: first,
    })
    const salt = randomBytes(16).toString('hex')
    const releasing = { ...deps, redactFile: deps.redactFileOf(by) }
    const suspects = field === PERSONS_FIELD ? (names ?? []) : await suspectsOfDraft(deps, requestId, by)
    const readable = listed(suspects)
    const text: RequestText = {
      ...{ v: 1, requestId, field, salt, ...(await releaseText(releasing, field, written, readable)) },
      ...(translation && { translation: await releaseTranslation(releasing, field, translation, readable) }),
      ...((field === PERSONS_FIELD || !isNamingField(field)) && { suspects }),
    }
    const json = JSON.stringify(text)
    if (Buffer.byteLength(json) > MAX_CIPHERTEXT_BYTES - SEALING_OVERHEAD_BYTES)
      throw messageErrors.message_over_limit()
    const key = await requestKey(deps, requestId)
    const outdated = field === PERSONS_FIELD ? await outdatedIn(deps, standing, suspects) : []
    const permit = await stillGiven(deps, first, permitted)
    await spendPermit(deps, permit)
    const at = now()
    await deps.append({
      ...{ ...groundsOf(permit), categories: permit.categories, entryId: newId(), code: field },
      ...{ action: Action.REQUEST_TEXT_WRITTEN, userId: caller.user, agency: by, authentication: caller.acr },
      ...{ referralId: requestId, recipient: by, viewPolicyHash: deps.views.hash, occurredAt: timestampFromDate(at) },
    })
    const kept = { textId: newId(), requestId, field, sha256: hashOfText(json), by, byUser: caller.user, madeAt: at }
    const answered = await store.run(async tx => {
      await useForm(tx, form, at)
      if (!(await isWritable(tx, requestId))) throw errors.request_not_open()
      await addRequestText(tx, kept, json, key)
      return { field, sha256: kept.sha256, outdated }
    }, replay)
    messages['request.text-written'](log, { requestId, agencyId: caller.agency, correlationId })
    return answered
  }
}

/** Throws `request_suspect_not_named`, by place; of another field none is listed. */
function checkNames(field: string, text: string, names: readonly string[]): void {
  const wrong = field === PERSONS_FIELD ? notNamedIn(text, names) : names.map((_, place) => place)
  const fields = wrong.map(place => ({ pointer: `/suspects/${place}`, code: 'not_named' }))
  if (fields.length > 0) throw errors.request_suspect_not_named({ fields })
}

async function outdatedIn(deps: WriteDeps, standing: RequestStanding, suspects: readonly string[]): Promise<string[]> {
  const { open } = await heldTexts(deps, standing)
  return (await outdatedBy(deps, open, suspects)).map(({ field }) => field)
}

/** Throws `not_found` to whoever is no party, `request_drafter_only`, `request_not_open` once it was handed in. */
async function openDraft(deps: WriteDeps, requestId: string, caller: FormCaller): Promise<RequestStanding> {
  const standing = asDrafter(await deps.findRequest(requestId, caller))
  if (!standing.open) throw errors.request_not_open()
  return standing
}
