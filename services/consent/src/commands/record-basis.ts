import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { errors } from '../domain/errors.ts'
import type { Form, PersonFacts } from '../domain/form.ts'
import { leftOut } from '../domain/narrow.ts'
import { recordOf } from '../domain/record-of.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { followsNo, heardOf } from '../domain/refused-consent.ts'
import { needsSecondFirst } from '../domain/serial-danger.ts'
import { reviewBy } from '../domain/term.ts'
import { unshownAgain } from '../domain/unshown.ts'
import { ends, type HowTaken, type Said, type Taker } from '../domain/withdrawal.ts'
import { basesKnownBy, findBasis, insertBasis, lockBasis, markSuperseded } from '../store/bases.ts'
import { insertExclusions } from '../store/exclusions.ts'
import { saidNoOf } from '../store/refusals.ts'
import { type AdmitDeps, admitForm } from './admit-form.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { holdWithdrawals } from './end-linked.ts'
import { excludeAbroad } from './exclude-abroad.ts'
import { guardianConflict, hearTaker } from './hear-taker.ts'
import { holdExclusions } from './hold-exclusions.ts'
import { messages } from './messages.ts'
import { tellRedaction } from './tell-redaction.ts'

export interface RecordBasis {
  readonly form: Form
  /** How what the form leaves out of the consent that it replaces was taken back. Absent: nobody said. */
  readonly takenBack?: Pick<HowTaken, 'duress'> | undefined
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token' | 'acr' | 'authTime'>
  readonly correlationId: string
  readonly replay: Replay
}

export interface Recorded {
  readonly basis: RecordedBasis
  /** Of a child of this agency who is left with less. */
  readonly draftId: string | undefined
}

/**
 * Records a form that is in order. Throws as `admitForm` does; witness_or_sheet_first; and of one that replaces another, consent_not_found, already_withdrawn,
 * guardian_may_not_withdraw, less_than_before with the fields in which it is, narrowed_under_duress or guardian_conflict.
 */
export const recordBasis =
  (deps: AdmitDeps) =>
  async (command: RecordBasis): Promise<Recorded> => {
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
    const replacing = await heardFirst(deps, asked, command)
    const draftId = replacing?.draftId
    const outcome = await deps.store.run(async tx => {
      // Read while nobody says no: of a refusal and a basis at once, the second sees the first.
      const isOrdered = form.supersedes !== undefined || form.excluded !== undefined
      const isAlone = form.signature === 'oral' || term.sheetBy !== undefined
      if (form.basis !== 'consent' || isOrdered || isAlone) await holdWithdrawals(tx)
      if (form.excluded !== undefined) await holdExclusions(tx)
      if (isAlone) await requireShown(deps, tx, asked)
      const basis = await asItCounts(tx, asked, attested.person)
      if (form.supersedes !== undefined)
        replaced(asked, await lockBasis(tx, form.supersedes), replacing?.takenBack && { duress: 'none' })
      await insertBasis(tx, basis)
      if (replacing !== undefined) await supersede(deps, tx, basis, { ...command, ...replacing })
      await excludeFor(deps, tx, basis, { at, correlationId: command.correlationId })
      return { basis, draftId }
    }, command.replay)
    const { id: basisId } = outcome.basis.record
    messages['basis.recorded'](deps.log, { basisId, basis: form.basis, agencyId: caller.agency })
    return outcome
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

async function isSerial(tx: Transaction, basis: RecordedBasis): Promise<boolean> {
  const { record } = basis
  return record.confirmBy !== undefined && needsSecondFirst(record, await earlierThan(tx, basis), record.grantedAt)
}

/** Throws witness_or_sheet_first. */
async function requireShown({ policy }: Deps, tx: Transaction, basis: RecordedBasis): Promise<void> {
  const pointer = unshownAgain(basis.form, await earlierThan(tx, basis), { now: basis.record.grantedAt, policy })
  if (pointer === undefined) return
  throw errors.witness_or_sheet_first({ fields: [{ pointer, code: 'witness_or_sheet_first' }] })
}

/** What its agency has on record for the person, also by linked records. */
async function earlierThan(tx: Transaction, { subjectId, agencyId, form }: RecordedBasis): Promise<RecordedBasis[]> {
  const known = await basesKnownBy(tx, { subjectId, subjectRef: form.subjectRef })
  return known.filter(basis => basis.agencyId === agencyId)
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

interface Replacing {
  readonly child: Childhood
  readonly draftId: string | undefined
  /** Who takes back what is left out, and when that was said; undefined: nothing is. */
  readonly takenBack: Said | undefined
}

/** What leaves out something is a withdrawal of that: whoever gives the new form is heard as they would be then, and a child keeps somebody. */
async function heardFirst(
  deps: AdmitDeps,
  asked: RecordedBasis,
  { takenBack: how, caller, correlationId }: RecordBasis,
): Promise<Replacing | undefined> {
  const { supersedes, subjectId, record } = asked
  if (supersedes === undefined) return undefined
  const isLess = replaced(asked, await deps.store.read(reader => findBasis(reader, supersedes)), how)
  if (!isLess) return { child: await deps.findChild(subjectId), draftId: undefined, takenBack: undefined }
  const by = takerOf(asked)
  const { isHeard, child, draftId } = await hearTaker(deps, { by, subjectId, caller, correlationId })
  if (!isHeard) throw guardianConflict(draftId)
  return { child, draftId, takenBack: { by, at: record.grantedAt } }
}

/** Whoever gives the one takes back of the other: two who speak at once would hide whose word it is. */
const takerOf = ({ form }: RecordedBasis): Taker => (form.grantedBy === 'guardian' ? 'guardian' : 'self')

/**
 * Whether it leaves out something of what it replaces: a consent of the same person and agency, not ended, and of a word that whoever gives the
 * new one may take back (rules: Withdrawal). What nobody agreed to gives way to no consent.
 */
function replaced(
  asked: RecordedBasis,
  before: RecordedBasis | undefined,
  how: Pick<HowTaken, 'duress'> | undefined,
): boolean {
  const isTheirs = before?.agencyId === asked.agencyId && before.subjectId === asked.subjectId
  if (before === undefined || !isTheirs || before.record.basis !== 'consent') throw errors.consent_not_found()
  if (before.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
  if (!ends({ by: takerOf(asked) }, before.record)) throw errors.guardian_may_not_withdraw()
  const less = leftOut(asked.record, before.record)
  if (less.length === 0) return false
  if (how === undefined) {
    throw errors.less_than_before({ fields: less.map(pointer => ({ pointer, code: 'less_than_before' })) })
  }
  if (how.duress !== 'none') throw errors.narrowed_under_duress()
  return true
}

/** A change is another consent in its place; what it does not reach any more ends with the one before. */
async function supersede(
  deps: Deps,
  tx: Transaction,
  { record, supersedes, subjectId }: RecordedBasis,
  { child, takenBack, caller, correlationId }: Pick<RecordBasis, 'caller' | 'correlationId'> & Replacing,
): Promise<void> {
  if (supersedes === undefined) return
  await markSuperseded(tx, supersedes, record.id)
  const ending = { basisId: supersedes, subjectId, agencyId: caller.agency, child, by: caller.user }
  await endBasis(deps, tx, { ...ending, at: record.grantedAt, correlationId, ...(takenBack && { takenBack }) })
}
