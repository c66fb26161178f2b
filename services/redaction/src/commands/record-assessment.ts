import { Action, assessmentRecorded, encode, messageBuilt, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { answersOf, type FormFile } from '@amparo/protocols'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import type { Answers } from '../domain/answers.ts'
import { errors } from '../domain/errors.ts'
import { answerFor } from '../domain/held.ts'
import { assessedOf, type Forms } from '../queries/assessed.ts'
import { rulesOf } from '../queries/protocol-rules.ts'
import { addAssessment } from '../store/assessments.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { mayLeave } from '../store/restrictions.ts'
import { actorOf } from './actor.ts'
import { type BuildPackageDeps, type BuiltPackage, buildPackage, type Completing } from './build-package.ts'
import { isStillHeld } from './hold-current.ts'
import { messages } from './messages.ts'
import { checkRoom, isSame, type OpenCase, type OpenCaseDeps, openCase, refuseAbroad } from './open-case.ts'
import { isReported, reportFor, type SendReportDeps } from './send-report.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'
import { type Supplement, tellSupplement } from './tell-supplement.ts'

export interface RecordAssessmentDeps extends TakeFormDeps, OpenCaseDeps, BuildPackageDeps, SendReportDeps {
  readonly store: TakeFormDeps['store'] & BuildPackageDeps['store']
  readonly forms: Forms
}

export const assessmentForm = z.strictObject({
  referralId: z.uuid(),
  form: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  version: z.int().positive(),
  answers: z.record(z.string().max(60), z.unknown()),
})

/**
 * Keeps what somebody assigned to the referral has found out about the person: answers to a form of the book, under the person's
 * key. What they come to is worked out when it is read. Others hear which form it was; the recipient in another hub gets it in a
 * supplement, and the sender in another hub what the recipient found out as a report, if they may. One that may not go yet is not taken
 * (`identity_restricted`): kept without its report, it would never get there.
 */
export const recordAssessment = (deps: RecordAssessmentDeps) => {
  const { store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /assessments', { schema: assessmentForm })
  const find = openCase(deps)
  return async (sent: SentForm, replay: Replay): Promise<{ assessmentId: string }> => {
    const { caller, correlationId } = sent
    const { data, ...taken } = await take(sent, replay)
    const form = deps.forms.form(data.form, data.version)
    if (form === undefined) throw errors.form_unknown()
    const answers = checkAnswers(form, data.answers)
    const found = await find(caller, data.referralId)
    checkRoom(found)
    const { own, share } = found
    const rules = rulesOf(deps.forms, found.standing)
    if (!rules.forms.has(form.form)) throw errors.form_not_of_protocol()
    const goesAbroad = isReported(deps, found, rules)
    if (goesAbroad) await refuseAbroad(store, share.subjectId)
    const opened = await deps.openHeld(share.subjectId)
    const at = now()
    const isChild = answerFor(opened.held, { language: '', recipientHub: deps.hub, ownHub: deps.hub }, at).minor
    if (form.subjects === 'minors' && !isChild) throw errors.form_not_for_person()
    const assessment = {
      ...{ assessmentId: newId(), subjectId: share.subjectId, referralId: data.referralId, by: own, at },
      ...{ form: form.form, version: form.version, compartment: rules.compartment },
    }
    const assessed = assessedOf(form, assessment, answers)
    const by = actorOf(caller)
    const built = await supplementFor(deps, found, { by, correlationId, completing: { opened, assessed } })
    await deps.append({
      entryId: newId(),
      action: Action.ASSESSMENT_RECORDED,
      userId: caller.user,
      agency: own,
      authentication: caller.acr,
      referralId: data.referralId,
      subjectRef: share.shareId,
      occurredAt: timestampFromDate(at),
    })
    const { assessmentId, referralId, version: formVersion } = assessment
    const about = { caller, correlationId, opened, form, answers, at }
    const report = goesAbroad ? await reportFor(deps, found, about) : undefined
    const stored = await store.run(async tx => {
      await useForm(tx, taken, at)
      // One agency alone may open the person since.
      const leaves = report !== undefined || (built !== undefined && !('code' in built))
      if (leaves && !(await mayLeave(tx, share.subjectId))) throw errors.identity_restricted()
      // Corrected meanwhile, here or in a linked record: the supplement would bring back what stood before.
      if (built && !(await isStillHeld(tx, { ...opened, subjectId: share.subjectId }))) throw errors.record_changed()
      await addAssessment(tx, assessment, { user: caller.user, answers }, opened.key)
      const meta = { id: newId(), aggregateId: assessmentId, aggregateVersion: 1, occurredAt: at, correlationId }
      const event = { referralId, agencyId: own.agencyId, form: form.form, formVersion }
      tx.emit(encode(assessmentRecorded, event, meta))
      // An aggregate of its own: exchange does not hear of assessments, and would wait for the event before.
      if (report) tx.emit(encode(messageBuilt, report, { ...meta, id: newId(), aggregateId: report.messageId }))
      if (built) tellSupplement(deps, tx, { ...found.parties, referralId, by, built, at, correlationId })
      return { assessmentId }
    }, replay)
    messages['assessment.recorded'](log, { referralId, agencyId: own.agencyId, correlationId })
    return stored
  }
}

/**
 * Every item is answered, be it with `unknown`: a form of which one item is answered decides nothing, and steps wait for it.
 * Throws `request_invalid` or `unknown_code`. An item that the form does not have is not named: it is whatever was written there.
 */
function checkAnswers(form: FormFile, given: Readonly<Record<string, unknown>>): Answers {
  const items = new Map(form.sections.flatMap(section => Object.entries(section.items)))
  const checked = Object.entries(given).map(([item, answer]) => {
    const known = items.get(item)
    if (known === undefined)
      throw httpErrors.request_invalid({ fields: [{ pointer: '/answers', code: 'unexpected_field' }] })
    const code = answersOf(known.answers).find(code => code === answer)
    if (code === undefined)
      throw httpErrors.unknown_code({ fields: [{ pointer: `/answers/${item}`, code: 'unknown_code' }] })
    return [item, code] as const
  })
  const missing = [...items.keys()].filter(item => !Object.hasOwn(given, item))
  if (missing.length > 0)
    throw httpErrors.request_invalid({
      fields: missing.map(item => ({ pointer: `/answers/${item}`, code: 'required' })),
    })
  return Object.fromEntries(checked)
}

/** What a sender finds out, the recipient in another hub should know. Undefined where there is none, or this is the recipient. */
async function supplementFor(
  deps: RecordAssessmentDeps,
  { own, parties, standing }: OpenCase,
  { by, correlationId, completing }: Pick<Supplement, 'by' | 'correlationId'> & { readonly completing: Completing },
): Promise<BuiltPackage | undefined> {
  if (!isSame(own, parties.from) || parties.to.hub === deps.hub) return undefined
  const referral = await deps.store.read(reader => findKnownReferral(reader, standing.referralId))
  if (referral === undefined) return undefined
  return buildPackage(deps)({ ...referral, subjectRef: referral.shareId, by }, correlationId, { completing })
}
