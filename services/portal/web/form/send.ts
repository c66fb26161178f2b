import {
  type Client,
  type ConsentForm,
  ProblemError,
  type ReferralView,
  type SheetFile,
  type SignedSheet,
} from '@amparo/client'
import type { SubjectPayloadInput } from '@amparo/contracts'
import type { Stage } from './faults.ts'
import { createRecorder, type RecordingClient } from './record-basis.ts'

/** What is being sent: the sealed part, and how the other two requests follow from the reference that it gets. */
export interface Sending {
  readonly payload: SubjectPayloadInput
  /** On what it was signed, where there is such a paper and it is at hand. */
  readonly sheet?: SheetFile | undefined
  /** What was said no to before another basis was claimed. */
  refusal?(subjectRef: string): Parameters<Client['refuseConsent']>[0] | undefined
  consent(subjectRef: string, sheet: SignedSheet | undefined): ConsentForm
  /** `draftId`: the hub opened a draft to protect this person, a child, when their consent was refused. */
  referral(subjectRef: string, draftId: string | undefined): Parameters<Client['submitReferral']>[0]
}

export type SendingStage = 'seal' | 'register' | 'consent' | 'referral'
export interface Sent {
  readonly referral: ReferralView
  readonly consent: { readonly id: string; readonly confirmBy?: string }
}

/** Which request was refused, so that the fields at fault can be found. */
export class StageRefused extends Error {
  override readonly name = 'StageRefused'
  readonly stage: Stage
  readonly problem: ProblemError
  /** Of the basis that was recorded before. */
  readonly basisId: string | undefined

  constructor(stage: Stage, problem: ProblemError, basisId?: string) {
    super(problem.code)
    this.stage = stage
    this.problem = problem
    this.basisId = basisId
  }
}

export type SendingClient = RecordingClient &
  Pick<Client, 'seal' | 'registerSealed' | 'supplement' | 'refuseConsent' | 'submitReferral'>

/** The seal is too old, to a subkey that is gone, or was used although its answer never came: the vault wants a new one. */
const RESEAL = ['seal_stale', 'seal_invalid', 'seal_replayed', 'idempotency_key_reused']

/**
 * Sends one person's referral, as often as it takes. What was done is not done again, and a request whose answer was lost goes
 * out again as it was, under the same key: nothing is doubled. What has changed meanwhile is sent anew, under a new key; whoever was
 * registered is not registered again for it: their record is put right.
 */
export function createSender(client: SendingClient, newKey: () => string, wait = aMoment) {
  let sealed: { of: string; text: string; key: string } | undefined
  let registered: { of: string; subjectRef: string; payload: SubjectPayloadInput } | undefined
  // Of the same person, before the form was put right.
  const earlier = new Set<string>()
  const basis = createRecorder(client, newKey)
  const drafts = new Map<string, string>()

  async function register(payload: SubjectPayloadInput, tell: (stage: SendingStage) => void): Promise<string> {
    const of = JSON.stringify(payload)
    if (registered?.of === of) return registered.subjectRef
    if (registered && isSamePerson(registered.payload, payload)) {
      tell('register')
      const { subjectRef } = registered
      if (await isPutRight({ subjectRef, ...payload })) {
        registered = { of, subjectRef, payload }
        return subjectRef
      }
    }
    if (sealed?.of !== of) {
      tell('seal')
      sealed = { of, text: await client.seal(payload), key: newKey() }
    }
    tell('register')
    const { text, key } = sealed
    const { subjectRef } = await client.registerSealed(text, key)
    if (registered !== undefined) earlier.add(registered.subjectRef)
    earlier.delete(subjectRef)
    registered = { of, subjectRef, payload }
    return subjectRef
  }

  /** False: it is no longer to be put right by that reference, since a referral whose answer was lost rests on it, or it is gone. */
  async function isPutRight(whole: Parameters<Client['supplement']>[0]): Promise<boolean> {
    try {
      await client.supplement(whole, basis.keyFor(['supplement', whole]))
      return true
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) return false
      throw error
    }
  }

  return async function send(what: Sending, tell: (stage: SendingStage) => void): Promise<Sent> {
    const subjectRef = await refusedAs('subject', async () => {
      try {
        return await register(what.payload, tell)
      } catch (error) {
        if (!(error instanceof ProblemError) || !RESEAL.includes(error.code)) throw error
        sealed = undefined
        return register(what.payload, tell)
      }
    })
    tell('consent')
    const sheet = await refusedAs(
      'consent',
      async () => what.sheet && basis.keepSheet(subjectRef, what.sheet, [...earlier].slice(-20)),
    )
    const refusal = what.refusal?.(subjectRef)
    // First: a basis that is recorded before the no would count until somebody says it.
    if (refusal !== undefined) {
      const said = () => client.refuseConsent(refusal, basis.keyFor(['refusal', refusal]))
      const { draftId } = await refusedAs('consent', said)
      if (draftId !== undefined) drafts.set(subjectRef, draftId)
    }
    const form = what.consent(subjectRef, sheet)
    const consent = await refusedAs('consent', async () => {
      try {
        return await basis.record(form, judgedOf(what.payload))
      } catch (error) {
        const draftId = error instanceof ProblemError ? error.refs['draftId'] : undefined
        if (draftId !== undefined) drafts.set(subjectRef, draftId)
        throw error
      }
    })
    tell('referral')
    const submit = (draftId?: string) => {
      const request = what.referral(subjectRef, draftId)
      // A consent that was put right is another: the same referral is then asked for anew.
      return client.submitReferral(request, basis.keyFor(['referral', consent.id, request]))
    }
    const referral = await refusedAs('referral', () => completing(drafts.get(subjectRef), submit, wait), consent.id)
    return { referral, consent }
  }
}

/** Somebody else's data over those of who was refused make another record: nobody's consent is another's. */
function isSamePerson(before: SubjectPayloadInput, now: SubjectPayloadInput): boolean {
  const [old, names] = [before.subject.identity.names, now.subject.identity.names]
  return old.length === 0 || names.length === 0 || names.some(name => old.includes(name))
}

/** What a basis is judged by when it is recorded: with that changed it is recorded anew. */
const judgedOf = ({ subject, trafficking }: SubjectPayloadInput) => ({ subject, trafficking })

const aMoment = () => new Promise<void>(resolve => setTimeout(resolve, 1000))

/** A draft opens by news, which may be late: it is waited for once. Without it the referral goes all the same. */
export async function completing<T>(
  draftId: string | undefined,
  submit: (draftId?: string) => Promise<T>,
  wait = aMoment,
): Promise<T> {
  const unlessMissing = (error: unknown) => {
    if (draftId === undefined || !(error instanceof ProblemError) || error.status !== 404) throw error
  }
  const done = await submit(draftId).catch(unlessMissing)
  if (done !== undefined) return done
  await wait()
  return (await submit(draftId).catch(unlessMissing)) ?? submit()
}

async function refusedAs<T>(stage: Stage, work: () => Promise<T>, basisId?: string): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ProblemError ? new StageRefused(stage, error, basisId) : error
  }
}
