import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import {
  Action,
  areInOrder,
  codeWhere,
  incriminatingPassages,
  isLanguage,
  isTextLanguage,
  oneOf,
  sha256Hex,
  timestampFromDate,
  writtenLine,
} from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { COUNSEL, INTERPRETING, PLACES, PRESENT_ROLES, RIGHTS, type Statement } from '../domain/statement.ts'
import type { Forms } from '../queries/assessed.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { rulesOf } from '../queries/protocol-rules.ts'
import { addStatement, isOwnStatement } from '../store/statements.ts'
import { messages } from './messages.ts'
import { checkRoom, type OpenCaseDeps, openCase } from './open-case.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'

export interface RecordStatementDeps extends TakeFormDeps, OpenCaseDeps {
  readonly store: TakeFormDeps['store']
  readonly openHeld: OpenHeld
  readonly append: Append
  readonly forms: Forms
  readonly newId: NewId
  readonly log: Log
}

const name = writtenLine().nullable().default(null)
const language = codeWhere(isLanguage)

export const statementForm = z.strictObject({
  referralId: z.uuid(),
  /** An earlier statement of the same agency that this one corrects. */
  supersedes: z.uuid().nullable().default(null),
  lang: codeWhere(isTextLanguage),
  text: z.string().max(200_000).default(''),
  /** Checked against the text, where it is given: what was sealed is what was read out. */
  textSha256: sha256Hex.optional(),
  recording: z
    .strictObject({
      sha256: sha256Hex,
      mediaType: z.string().regex(/^(?:audio|video)\/[a-z0-9.+-]{1,60}$/),
      seconds: z.int().positive().max(86_400),
    })
    .nullable()
    .default(null),
  interpreter: z.strictObject({ mode: oneOf(INTERPRETING), language: language.nullable().default(null), name }),
  present: z.array(z.strictObject({ role: oneOf(PRESENT_ROLES), name })).max(20),
  rights: z.strictObject({ read: oneOf(RIGHTS), language: language.nullable().default(null) }),
  counsel: z.strictObject({ mode: oneOf(COUNSEL), name }),
  place: oneOf(PLACES),
  takenAt: z.iso.datetime({ offset: true }),
  selfIncriminating: incriminatingPassages.default([]),
})

/**
 * Keeps what a person stated, as it was stated, for good: by somebody assigned to the referral. What readers get are derivatives of
 * it. A correction is a statement of its own that supersedes an earlier one; both stay.
 */
export const recordStatement = (deps: RecordStatementDeps) => {
  const { store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /statements', { schema: statementForm })
  const find = openCase(deps)
  return async (sent: SentForm, replay: Replay): Promise<{ statementId: string }> => {
    const { caller, correlationId } = sent
    const { data, ...taken } = await take(sent, replay)
    const { referralId, supersedes, textSha256: claimed, ...said } = data
    const at = now()
    const statement = statementIn(said, claimed, at)
    const found = await find(caller, referralId)
    checkRoom(found)
    const { own, share } = found
    const { compartment } = rulesOf(deps.forms, found.standing)
    const of = { subjectId: share.subjectId, by: own, compartment }
    if (supersedes !== null && !(await store.read(tx => isOwnStatement(tx, { ...of, statementId: supersedes }))))
      throw errors.statement_unknown()
    const { key } = await deps.openHeld(share.subjectId)
    await deps.append({
      entryId: newId(),
      action: Action.STATEMENT_RECORDED,
      userId: caller.user,
      agency: own,
      authentication: caller.acr,
      referralId,
      subjectRef: share.shareId,
      occurredAt: timestampFromDate(at),
    })
    const statementId = newId()
    const stored = await store.run(async tx => {
      await useForm(tx, taken, at)
      const added = await addStatement(
        tx,
        { ...of, statementId, referralId, supersedes, at },
        { ...statement, user: caller.user },
        key,
      )
      if (!added) throw errors.statement_superseded()
      return { statementId }
    }, replay)
    messages['statement.recorded'](log, { referralId, agencyId: own.agencyId, correlationId })
    return stored
  }
}

type Said = Omit<Statement, 'textSha256'>

/** Throws `request_invalid` with pointers, and `statement_altered` for a text that is not the one that was hashed. */
function statementIn(said: Said, claimed: string | undefined, now: Date): Statement {
  const wrong = (pointer: string, code: string) => httpErrors.request_invalid({ fields: [{ pointer, code }] })
  if (said.text === '' && said.recording === null) throw wrong('/text', 'required')
  if (!areInOrder(said.selfIncriminating, said.text.length)) throw wrong('/selfIncriminating', 'invalid')
  if (new Date(said.takenAt) > now) throw wrong('/takenAt', 'invalid')
  const textSha256 = hash('sha256', Buffer.from(said.text, 'utf8'), 'hex')
  if (claimed !== undefined && claimed !== textSha256) throw errors.statement_altered()
  return { ...said, takenAt: new Date(said.takenAt).toISOString(), textSha256 }
}
