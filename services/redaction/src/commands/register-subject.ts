import { randomBytes } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, type SubjectPayload, subjectPayloadSchema, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { codeNameFrom } from '../domain/code-name.ts'
import type { Finding } from '../queries/find-people.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { addSubject } from '../store/records.ts'
import { getOrAddShare } from '../store/shares.ts'
import { keepFindings } from './keep-findings.ts'
import { messages } from './messages.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'

export interface RegisterSubjectDeps extends TakeFormDeps {
  readonly keys: DataKeys
  readonly append: Append
  readonly finding: Finding
  readonly newId: NewId
  readonly log: Log
}

/** Opens a sealed form and stores it under a key of the person's own. Answers the agency's reference, and nothing else. */
export const registerSubject = (deps: RegisterSubjectDeps) => {
  const { hub, store, keys, append, finding, now, newId, log } = deps
  const take = takeForm<SubjectPayload>(deps, 'POST /subjects', { schema: subjectPayloadSchema })
  return async (sent: SentForm, replay: Replay): Promise<{ subjectRef: string }> => {
    const at = now()
    const form = await take(sent, replay)
    const { caller, correlationId } = sent
    const agency = { hub, agencyId: caller.agency }
    const held = { kind: 'form', form: form.data } as const
    const findings = await finding.ofRecord(held)
    const [subjectId, subjectRef] = [newId(), newId()]
    const key = await keys.create(subjectId)
    await append({
      entryId: newId(),
      action: Action.SUBJECT_REGISTERED,
      userId: caller.user,
      agency,
      authentication: caller.acr,
      subjectRef,
      occurredAt: timestampFromDate(at),
    })
    const registered = await store.run(async tx => {
      await useForm(tx, form, at)
      await addSubject(tx, { subjectId, key, held })
      await keepFindings(tx, { subjectId, recordVersion: 1, findings, newId, at })
      const codeName = codeNameFrom(randomBytes(16))
      const { shareId } = await getOrAddShare(
        tx,
        { shareId: subjectRef, subjectId, agency, referralId: null, codeName },
        key,
      )
      return { subjectRef: shareId }
    }, replay)
    messages['subject.registered'](log, { agencyId: caller.agency, correlationId })
    return registered
  }
}
