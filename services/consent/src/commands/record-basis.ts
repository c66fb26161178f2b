import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { errors } from '../domain/errors.ts'
import type { Form, PersonFacts } from '../domain/form.ts'
import { recordOf } from '../domain/record-of.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { followsNo, heardOf } from '../domain/refused-consent.ts'
import { needsSecondFirst } from '../domain/serial-danger.ts'
import { reviewBy } from '../domain/term.ts'
import { basesKnownBy, insertBasis, lockBasis, markSuperseded } from '../store/bases.ts'
import { insertExclusions } from '../store/exclusions.ts'
import { saidNoOf } from '../store/refusals.ts'
import { type AdmitDeps, admitForm } from './admit-form.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { holdWithdrawals } from './end-linked.ts'
import { excludeAbroad } from './exclude-abroad.ts'
import { holdExclusions } from './hold-exclusions.ts'
import { messages } from './messages.ts'
import { tellRedaction } from './tell-redaction.ts'

export interface RecordBasis {
  readonly form: Form
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token' | 'acr' | 'authTime'>
  readonly correlationId: string
  readonly replay: Replay
}

/** Records a form that is in order. Throws as `admitForm` does. */
export const recordBasis =
  (deps: AdmitDeps) =>
  async (command: RecordBasis): Promise<RecordedBasis> => {
    const { form, caller } = command
    const at = deps.now()
    const { attested, term } = await admitForm(deps)(command, at)
    const ofAdult = !attested.person.minor
    const asked: RecordedBasis = {
      record: recordOf(form, term, { id: deps.newId(), ofAdult, now: at }),
      ofAdult,
      form,
      subjectId: attested.subjectId,
      agencyId: caller.agency,
      userId: caller.user,
      confirmedBy: undefined,
      withdrawnBy: undefined,
      reviewBy: reviewBy(form.basis, at, deps.policy),
      supersedes: form.supersedes,
      policyHash: deps.policy.hash,
    }
    const child = form.supersedes === undefined ? undefined : await deps.findChild(attested.subjectId)
    const basis = await deps.store.run(async tx => {
      // Read while nobody says no: of a refusal and a basis at once, the second sees the first.
      const isOrdered = form.supersedes !== undefined || form.excluded !== undefined
      if (form.basis !== 'consent' || isOrdered) await holdWithdrawals(tx)
      if (form.excluded !== undefined) await holdExclusions(tx)
      const basis = await asItCounts(tx, asked, attested.person)
      await holdSuperseded(tx, basis)
      await insertBasis(tx, basis)
      if (child !== undefined) await supersede(deps, tx, basis, { ...command, child })
      await excludeFor(deps, tx, basis, { at, correlationId: command.correlationId })
      return basis
    }, command.replay)
    messages['basis.recorded'](deps.log, { basisId: basis.record.id, basis: form.basis, agencyId: caller.agency })
    return basis
  }

/** Marked with who has to stand behind it before anybody relies on it. */
async function asItCounts(
  tx: Transaction,
  basis: RecordedBasis,
  person: Pick<PersonFacts, 'guardianConflict'>,
): Promise<RecordedBasis> {
  const { form, subjectId } = basis
  const about = { subjectId, subjectRef: form.subjectRef }
  // It would take the place of what the person, or who speaks for them, said no to, or took back.
  const replaces = form.basis !== 'consent' && followsNo(form, heardOf(await saidNoOf(tx, about), person))
  const marks = {
    ...(replaces && { replacesRefusal: true }),
    ...((await isSerial(tx, basis)) && { secondFirst: true }),
  }
  return { ...basis, record: { ...basis.record, ...marks } }
}

async function isSerial(tx: Transaction, { form, subjectId, agencyId, record }: RecordedBasis): Promise<boolean> {
  if (form.basis !== 'vital_interest') return false
  const known = await basesKnownBy(tx, { subjectId, subjectRef: form.subjectRef })
  const own = known.filter(basis => basis.agencyId === agencyId)
  return needsSecondFirst(form, own, record.grantedAt)
}

/** For the person, wherever something of theirs is: also in other hubs, and while this service is away. */
async function excludeFor(
  deps: Deps,
  tx: Transaction,
  { subjectId, record, form: { excluded = [] } }: RecordedBasis,
  when: { readonly at: Date; readonly correlationId: string },
): Promise<void> {
  if (excluded.length === 0) return
  await insertExclusions(tx, subjectId, record.id, excluded)
  tellRedaction(deps, tx, { subjectId, excluded, because: record.id, ...when })
  await excludeAbroad(deps, tx, { subjectId, excluded, ...when })
}

/**
 * A consent of the same person and agency, and not ended: nobody else replaces it meanwhile. What nobody agreed to gives way to no consent
 * (rules: Withdrawal).
 */
async function holdSuperseded(tx: Transaction, { supersedes, subjectId, agencyId }: RecordedBasis): Promise<void> {
  if (supersedes === undefined) return
  const before = await lockBasis(tx, supersedes)
  const isTheirs = before?.agencyId === agencyId && before.subjectId === subjectId
  if (before === undefined || !isTheirs || before.record.basis !== 'consent') throw errors.consent_not_found()
  if (before.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
}

/** A change is another consent in its place; what it does not reach any more ends with the one before. */
async function supersede(
  deps: Deps,
  tx: Transaction,
  { record, supersedes, subjectId }: RecordedBasis,
  { child, caller, correlationId }: RecordBasis & { readonly child: Childhood },
): Promise<void> {
  if (supersedes === undefined) return
  await markSuperseded(tx, supersedes, record.id)
  const ending = { basisId: supersedes, subjectId, agencyId: caller.agency, child, by: caller.user }
  await endBasis(deps, tx, { ...ending, at: record.grantedAt, correlationId })
}
